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
    public CreateCredentialValidator() => RuleFor(c => c.Name)
        .NotEmpty().WithMessage("Give the credential a name.")
        .MaximumLength(Credential.MaximumNameLength).WithMessage($"A name has at most {Credential.MaximumNameLength} characters.");
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

        if (method.Fields.FirstOrDefault(f => f.Required && values.Find(f.Key) is null) is { } missing)
        {
            return CredentialErrors.MissingField(missing.Key, missing.Label);
        }

        credential.UseValues(values);
        db.Credentials.Add(credential);
        db.ValueSets.Add(values);
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : credential.Id;
    }
}
