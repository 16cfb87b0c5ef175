using System.Security.Cryptography;
using System.Text;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Values;

/// <summary>A value that somebody submits for an input. Null keeps what is stored, an empty text clears it.</summary>
public sealed record SubmittedValue(string Key, string? Value);

/// <summary>Makes the next version of a set of values out of what was submitted: checks, encrypts, and keeps what did not change.</summary>
public sealed class ValueWriter(ISecretProtector protector, IFingerprinter fingerprinter, ActorContext context, TimeProvider time)
{
    /// <param name="fields">The inputs that may be set; a submitted value for any other is refused.</param>
    /// <param name="previous">The version in force; null for the first.</param>
    public async Task<Result<ValueSet>> WriteAsync(
        ValueOwner ownerKind, Guid ownerId, IReadOnlyList<InputField> fields, IReadOnlyList<SubmittedValue> submitted, ValueSet? previous, int number,
        CancellationToken cancellationToken)
    {
        if (Check(fields, submitted) is { } error)
        {
            return error;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var values = new List<StoredValue>(fields.Count);
        foreach (var field in fields)
        {
            var stored = previous?.Find(field.Key);
            var value = submitted.LastOrDefault(s => s.Key == field.Key)?.Value;
            if (value is null)
            {
                if (stored is not null)
                {
                    values.Add(stored);
                }
            }
            else if (value.Length > 0)
            {
                values.Add(await StoreAsync(field, value, stored, ownerId, now, cancellationToken));
            }
        }

        return new ValueSet(context.OrganizationId, ownerKind, ownerId, number, values, now, context.Actor.Name);
    }

    private static InvalidError? Check(IReadOnlyList<InputField> fields, IReadOnlyList<SubmittedValue> submitted)
    {
        var messages = new List<FieldMessage>();
        foreach (var (key, value) in submitted)
        {
            var field = fields.FirstOrDefault(f => f.Key == key);
            if (field is null)
            {
                messages.Add(new FieldMessage(key, $"There is no input \"{key}\" to set here."));
            }
            else if (value is { Length: > 0 } && InputValueRules.Check(field, value) is { } message)
            {
                messages.Add(new FieldMessage(key, message));
            }
        }

        return messages.Count == 0 ? null : new InvalidError(messages);
    }

    private async Task<StoredValue> StoreAsync(InputField field, string value, StoredValue? stored, Guid ownerId, DateTime now, CancellationToken cancellationToken)
    {
        if (!field.IsSecret)
        {
            return stored is { IsSecret: false } && stored.Plain == value ? stored : new StoredValue(field.Key, value, null, null, now, context.Actor.Name);
        }

        var fingerprint = await fingerprinter.FingerprintAsync(context.OrganizationId, field.Key, value.AsMemory(), cancellationToken);
        if (stored is { IsSecret: true } && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(stored.Fingerprint ?? ""), Encoding.ASCII.GetBytes(fingerprint)))
        {
            return stored;
        }

        var ciphertext = await protector.ProtectAsync(SecretBinding.For(context.OrganizationId, ownerId, field.Key), Encoding.UTF8.GetBytes(value), cancellationToken);
        return new StoredValue(field.Key, null, ciphertext, fingerprint, now, context.Actor.Name);
    }
}

/// <summary>The places that ciphertexts of values are bound to: the owner rather than the version, so that an unchanged secret is carried over as it is.</summary>
public static class SecretBinding
{
    public static SecretContext For(Guid organizationId, Guid ownerId, string key) => new(organizationId, ownerId, $"values.{key}");
}
