namespace ConnectionsConsole.Domain.Access;

/// <summary>What kind of actor a change is recorded for.</summary>
public enum ActorKind
{
    /// <summary>A signed-in person.</summary>
    Person,

    /// <summary>Whoever has a shell on the machine: may do everything, and is recorded as such.</summary>
    Operator,

    /// <summary>A program with an API token.</summary>
    ApiToken,

    /// <summary>The console itself: scheduler, runner, token refresh.</summary>
    System,
}

/// <summary>Who acts.</summary>
/// <param name="Id">The user's or token's id; null for the operator and the system.</param>
/// <param name="Name">Stands in the audit log.</param>
public sealed record Actor(ActorKind Kind, Guid? Id, string Name, Roles Roles)
{
    public static Actor Operator { get; } = new(ActorKind.Operator, null, "Operator", Roles.Admin);

    public static Actor System { get; } = new(ActorKind.System, null, "System", Roles.Admin);

    public bool May(Permission permission) =>
        Kind == ActorKind.Operator || (permission != Permission.Operate && (Kind == ActorKind.System || PermissionMatrix.Allows(Roles, permission)));

    /// <summary>Whether everything that these roles may do, the actor may do too: nobody gives away more than they have.</summary>
    public bool MayGrant(Roles roles) => Enum.GetValues<Permission>().Where(p => PermissionMatrix.Allows(roles, p)).All(May);
}
