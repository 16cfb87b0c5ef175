using ConnectionsConsole.Domain.Audit;

namespace ConnectionsConsole.Tests.Unit.Domain;

public sealed class AuditActionTests
{
    [Fact]
    public void EveryAction_CanBeAskedFor_AndFitsTheLog()
    {
        Assert.All(AuditAction.All, a => Assert.Contains(a.Text, AuditAction.TextsOf(a.Group)));
        Assert.Equal(AuditAction.All.Count, AuditAction.Groups.Sum(g => AuditAction.TextsOf(g).Count));
        Assert.All(AuditAction.All, a => Assert.InRange(a.Text.Length, 1, 50));
        Assert.Equal(AuditAction.All.Count, AuditAction.All.Select(a => a.Text).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void ActsThatDifferInTheirOutcome_AreAskedForTogether()
    {
        Assert.Equal(["tested, works", "tested, fails", "tested", "tested, canceled"], AuditAction.TextsOf("tested"));
        Assert.Equal(["disconnected", "disconnected and revoked", "disconnected, not revoked"], AuditAction.TextsOf("disconnected"));
        Assert.Equal(["changed"], AuditAction.TextsOf("changed"));
        Assert.Empty(AuditAction.TextsOf("tested, works"));
        Assert.Empty(AuditAction.TextsOf("eaten"));
    }
}
