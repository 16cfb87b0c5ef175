using ConnectionsConsole.App.CommandLine;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure;

namespace ConnectionsConsole.Tests.Unit.Domain;

/// <summary>The text of a token, what is kept of it, and who may give which roles.</summary>
public sealed class ApiTokenTests
{
    private static readonly DateTime s_now = new(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void ATokensText_IsRecognizableAndNeverTheSame()
    {
        var texts = Enumerable.Range(0, 100).Select(_ => ApiTokenText.Generate()).ToList();
        Assert.Equal(100, texts.Distinct(StringComparer.Ordinal).Count());
        Assert.All(texts, t => Assert.True(t.StartsWith("ccn_", StringComparison.Ordinal) && t.Length == 47 && ApiTokenText.IsWellFormed(t)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ccn_")]
    [InlineData("CCN_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ccn_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ccn_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ccn_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ")]
    [InlineData("ccn_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAé")]
    public void AnythingElse_IsNoToken(string text) => Assert.False(ApiTokenText.IsWellFormed(text));

    [Fact]
    public void OfTheText_OnlyHashAndEndingAreKept()
    {
        const string text = "ccn_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAwxyz";
        var token = ApiToken.Create(Guid.NewGuid(), " Sign-up ", Roles.Support, text, null, "Ada", s_now);
        Assert.Equal(("Sign-up", "SIGN-UP", "wxyz", "Ada"), (token.Name, token.NormalizedName, token.Ending, token.CreatedBy));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(text)), token.Hash);
        Assert.Equal("Sign-up", token.AuditName);
    }

    [Fact]
    public void AToken_IsActiveUntilItExpires()
    {
        var token = ApiToken.Create(Guid.NewGuid(), "Sign-up", Roles.Support, ApiTokenText.Generate(), s_now.AddDays(1), "Ada", s_now);
        Assert.Equal(ApiTokenStatus.Active, token.StatusAt(s_now.AddDays(1).AddTicks(-1)));
        Assert.Equal(ApiTokenStatus.Expired, token.StatusAt(s_now.AddDays(1)));
        var lasting = ApiToken.Create(Guid.NewGuid(), "Sign-up", Roles.Support, ApiTokenText.Generate(), null, "Ada", s_now);
        Assert.Equal(ApiTokenStatus.Active, lasting.StatusAt(DateTime.MaxValue));
    }

    [Fact]
    public void ARevokedToken_StaysSoAndIsNotRevokedTwice()
    {
        var token = ApiToken.Create(Guid.NewGuid(), "Sign-up", Roles.Support, ApiTokenText.Generate(), s_now.AddDays(1), "Ada", s_now);
        Assert.Null(token.Revoke(s_now));
        Assert.Equal(ApiTokenStatus.Revoked, token.StatusAt(s_now.AddDays(2)));
        Assert.IsType<ConflictError>(token.Revoke(s_now.AddDays(1)));
        Assert.Equal(s_now, token.RevokedAt);
    }

    [Theory]
    [InlineData(Roles.Admin, Roles.Admin | Roles.Builder | Roles.Support | Roles.Viewer, true)]
    [InlineData(Roles.Builder, Roles.Builder, true)]
    [InlineData(Roles.Builder, Roles.Support, false)]
    [InlineData(Roles.Builder, Roles.Viewer, false)]
    [InlineData(Roles.Support, Roles.Viewer, false)]
    [InlineData(Roles.Support, Roles.Admin, false)]
    [InlineData(Roles.Builder | Roles.Support, Roles.Viewer, true)]
    [InlineData(Roles.None, Roles.Viewer, false)]
    [InlineData(Roles.None, Roles.None, true)]
    public void Nobody_GivesRolesThatMayDoMoreThanTheirOwn(Roles own, Roles given, bool may) =>
        Assert.Equal(may, new Actor(ActorKind.Person, Guid.NewGuid(), "Ada", own).MayGrant(given));

    [Fact]
    public void RolesThatDoNotExist_AreKnownAsSuch()
    {
        Assert.True(RoleSets.IsKnown(Roles.Admin | Roles.Viewer));
        Assert.False(RoleSets.IsKnown((Roles)16));
        Assert.False(RoleSets.IsKnown((Roles)(-1)));
        Assert.Equal(Roles.Support, RoleSets.Find("SUPPORT"));
        Assert.Null(RoleSets.Find("1"));
        Assert.Null(RoleSets.Find("None"));
        Assert.Equal("admin, viewer", RoleSets.Names(Roles.Viewer | Roles.Admin));
    }

    [Theory]
    [InlineData("12h", 0, 12)]
    [InlineData("90d", 90, 0)]
    [InlineData("2w", 14, 0)]
    public void AnExpiry_IsATimeFromNow(string text, int days, int hours) => Assert.Equal(s_now.AddDays(days).AddHours(hours), TokenCommand.ParseExpiry(text, s_now));

    [Fact]
    public void AnExpiry_MayBeADate()
    {
        var date = TokenCommand.ParseExpiry("2030-01-31", s_now);
        Assert.Equal((new DateTime(2030, 1, 31, 0, 0, 0, DateTimeKind.Utc), DateTimeKind.Utc), (date, date!.Value.Kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("90")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("9999999999d")]
    [InlineData("31.01.2030")]
    public void AnExpiryThatIsNone_IsRefused(string text) => Assert.Throws<StartupException>(() => TokenCommand.ParseExpiry(text, s_now));
}
