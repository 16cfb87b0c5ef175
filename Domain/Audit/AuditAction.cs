namespace ConnectionsConsole.Domain.Audit;

/// <summary>What the audit log calls an act. There are no others than these: nothing else can be recorded.</summary>
public sealed class AuditAction
{
    // Before the actions, which add themselves to it.
    private static readonly List<AuditAction> s_all = [];

    public static readonly AuditAction Created = new("created");
    public static readonly AuditAction Changed = new("changed");
    public static readonly AuditAction Deleted = new("deleted");

    public static readonly AuditAction TestedWorks = new("tested", "tested, works");
    public static readonly AuditAction TestedFails = new("tested", "tested, fails");
    public static readonly AuditAction Tested = new("tested");
    public static readonly AuditAction TestCanceled = new("tested", "tested, canceled");
    public static readonly AuditAction Compared = new("compared");

    public static readonly AuditAction Authorized = new("authorized");
    public static readonly AuditAction Reconnected = new("reconnected");
    public static readonly AuditAction Disconnected = new("disconnected");
    public static readonly AuditAction DisconnectedAndRevoked = new("disconnected", "disconnected and revoked");
    public static readonly AuditAction DisconnectedNotRevoked = new("disconnected", "disconnected, not revoked");
    public static readonly AuditAction RefreshAskedFor = new("refresh asked for");
    public static readonly AuditAction AuthorizationRefused = new("authorization refused");
    public static readonly AuditAction AuthorizationFailing = new("authorization failing");
    public static readonly AuditAction AuthorizationRecovered = new("authorization recovered");
    public static readonly AuditAction AuthorizationExpired = new("authorization expired");
    public static readonly AuditAction AuthorizationForgotten = new("authorization forgotten", "authorization forgotten, settings changed");

    public static readonly AuditAction PasswordReset = new("password reset");

    private AuditAction(string group, string? text = null)
    {
        (Group, Text) = (group, text ?? group);
        s_all.Add(this);
    }

    public static IReadOnlyList<AuditAction> All => s_all;

    /// <summary>What the log can be narrowed to: acts that differ in their outcome alone are one.</summary>
    public static IReadOnlyList<string> Groups { get; } = [.. s_all.Select(a => a.Group).Distinct(StringComparer.Ordinal)];

    public string Group { get; }

    /// <summary>As it stands in the log, at most 50 characters.</summary>
    public string Text { get; }

    /// <summary>The texts of a group's actions; none for what is no group.</summary>
    public static IReadOnlyList<string> TextsOf(string group) => [.. s_all.Where(a => a.Group == group).Select(a => a.Text)];

    public override string ToString() => Text;
}
