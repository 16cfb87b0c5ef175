using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;

namespace ConnectionsConsole.Domain.Credentials.Commands;

/// <summary>Adds an organization-level credential; answers its id.</summary>
[Requires(Permission.ManageCredentials)]
public sealed record CreateCredential(string Name, string AuthorizationMethod, IReadOnlyList<SubmittedValue> Values) : ICommand<Guid>;

internal sealed class CreateCredentialValidator : AbstractValidator<CreateCredential>
{
    public CreateCredentialValidator() => RuleFor(c => c.Name).CredentialName();
}

/// <summary>The checks that creating and updating a credential share.</summary>
internal static class CredentialValidation
{
    public static void CredentialName<T>(this IRuleBuilder<T, string> rule) => rule
        .NotEmpty().WithMessage("Give the credential a name.")
        .MaximumLength(Credential.MaximumNameLength).WithMessage($"A name has at most {Credential.MaximumNameLength} characters.");

    /// <summary>A credential is never incomplete: what is bound to it runs with it.</summary>
    public static Error? CheckComplete(AuthorizationMethod method, ValueSet values) =>
        method.Fields.FirstOrDefault(f => f.Required && values.Find(f.Key) is null) is { } missing ? CredentialErrors.MissingField(missing.Key, missing.Label) : null;
}

internal sealed class CreateCredentialHandler(IConsoleDb db, ActorContext context, ValueWriter writer, TimeProvider time)
    : IRequestHandler<CreateCredential, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(CreateCredential request, CancellationToken cancellationToken)
    {
        if (AuthorizationMethods.Find(request.AuthorizationMethod) is not { } method)
        {
            return CredentialErrors.UnknownMethod(request.AuthorizationMethod);
        }

        var credential = Credential.Create(context.OrganizationId, request.Name, method.Key, time.GetUtcNow().UtcDateTime);
        var written = await writer.WriteAsync(ValueOwner.Credential, credential.Id, method.Fields, request.Values, null, 1, cancellationToken);
        if (!written.TryGet(out var values, out var error))
        {
            return error;
        }

        if (CredentialValidation.CheckComplete(method, values) is { } incomplete)
        {
            return incomplete;
        }

        credential.UseValues(values);
        db.Credentials.Add(credential);
        db.ValueSets.Add(values);
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : credential.Id;
    }
}
