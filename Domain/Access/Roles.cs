namespace ConnectionsConsole.Domain.Access;

/// <summary>What a person or token may be in an organization; several at once.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Admin = 1,
    Builder = 2,
    Support = 4,
    Viewer = 8,
}
