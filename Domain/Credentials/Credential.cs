using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.Credentials;

/// <summary>Values for an authorization method, kept at organization level and bound to the slots of steps that accept the method.</summary>
public sealed class Credential : Aggregate
{
    public const int MaximumNameLength = 200;

    private Credential()
        : base(Guid.Empty)
    {
    }

    private Credential(Guid organizationId)
        : base(organizationId)
    {
    }

    public string Name { get; private set; } = "";

    public string NormalizedName { get; private set; } = "";

    /// <summary>A key of <see cref="Connectors.AuthorizationMethods"/>; never changed.</summary>
    public string AuthorizationMethod { get; private set; } = "";

    public ValueVersions Values { get; private set; } = ValueVersions.None;

    public override string AuditName => Name;

    public static Credential Create(Guid organizationId, string name, string authorizationMethod, DateTime now)
    {
        var credential = new Credential(organizationId) { AuthorizationMethod = authorizationMethod, CreatedAt = now };
        credential.Rename(name);
        return credential;
    }

    public void Rename(string name)
    {
        Name = name.Trim();
        NormalizedName = Text.Normalize(name);
    }

    public void UseValues(ValueSet values) => Values = Values.Next(values.Id);

    /// <summary>Back to the version before the current one; can itself be undone.</summary>
    public Error? UndoValues()
    {
        if (!Values.CanUndo)
        {
            return ValueErrors.NothingToUndo;
        }

        Values = Values.Undone();
        return null;
    }
}
