using ConnectionsConsole.Domain.Access;
using MediatR;

namespace ConnectionsConsole.Domain.Shared;

/// <summary>A request that may change something. Handled in a scope of its own; its changes and audit rows are saved in one transaction.</summary>
public interface ICommand<T> : IRequest<Result<T>>;

/// <summary>A request that only reads.</summary>
public interface IQuery<T> : IRequest<Result<T>>;

/// <summary>Declares the permission that a request needs. A request without one fails a test and is refused by the pipeline.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RequiresAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}
