using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Tests.Unit.OAuth;

/// <summary>The rules of an authorization by themselves.</summary>
public sealed class OAuthAuthorizationTests
{
    private static readonly DateTime s_now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    [Fact]
    public void Renew_WithoutARefreshToken_KeepsTheOldOne()
    {
        var authorization = Authorized();
        authorization.Renew(Tokens(2, refreshToken: false), s_now);
        Assert.Equal([2], authorization.Token);
        Assert.Equal([1, 1], authorization.RefreshToken);
        Assert.Equal(2, authorization.TokenNumber);
    }

    [Fact]
    public void Authorize_Again_DropsTheRefreshTokenOfWhoeverConsentedBefore()
    {
        var authorization = Authorized();
        authorization.Authorize(Tokens(2, refreshToken: false), "Acme API", "hash", "Bob", s_now);
        Assert.Null(authorization.RefreshToken);
    }

    [Fact]
    public void Postpone_CountsAsFailing_OnlyAfterAllPatience_AndWithoutAUsableToken()
    {
        var authorization = Authorized(expiresIn: TimeSpan.FromMinutes(15));
        authorization.Postpone("hash", "Away.", s_now.AddSeconds(1), s_patience, null, s_now);
        Assert.Equal((AuthorizationStatus.Active, s_now, 1), (authorization.Status, authorization.FailedSince, authorization.Failures));
        authorization.Postpone("hash", "Away.", s_now, s_patience, null, s_now.AddMinutes(11));
        Assert.Equal(AuthorizationStatus.Active, authorization.Status);
        authorization.Postpone("hash", "Away.", s_now, s_patience, null, s_now.AddMinutes(16));
        Assert.Equal((AuthorizationStatus.Failing, s_now, 3), (authorization.Status, authorization.FailedSince, authorization.Failures));
        authorization.Renew(Tokens(2), s_now.AddMinutes(20));
        Assert.Equal((AuthorizationStatus.Active, null, 0, s_now.AddMinutes(20)), (authorization.Status, authorization.FailedSince, authorization.Failures, authorization.RecoveredAt));
    }

    [Fact]
    public void OtherSettings_CountAsPending()
    {
        var authorization = Authorized();
        Assert.Equal((AuthorizationStatus.Active, AuthorizationStatus.Pending), (authorization.StatusFor("hash"), authorization.StatusFor("other")));
        authorization.Fail("hash", "Refused.", null, s_now);
        Assert.Equal((AuthorizationStatus.Failing, AuthorizationStatus.Pending), (authorization.StatusFor("hash"), authorization.StatusFor("other")));
    }

    [Fact]
    public void Forget_LeavesNothing()
    {
        var authorization = Authorized();
        authorization.Fail("hash", "Refused.", s_now, s_now);
        authorization.Forget();
        Assert.Equal((AuthorizationStatus.Pending, null, null, null, null, ""), (authorization.Status, authorization.Token, authorization.RefreshToken, authorization.LastError, authorization.ExpiresAt, authorization.Scopes));
        Assert.Equal(2, authorization.TokenNumber);
    }

    [Fact]
    public void EveryChange_MovesTheVersion()
    {
        var authorization = Authorized();
        var versions = new List<int> { authorization.Version };
        authorization.Renew(Tokens(2), s_now);
        versions.Add(authorization.Version);
        authorization.Postpone("hash", "Away.", s_now, s_patience, null, s_now);
        versions.Add(authorization.Version);
        authorization.Expire("Over.", s_now);
        versions.Add(authorization.Version);
        authorization.Forget();
        versions.Add(authorization.Version);
        Assert.Equal(versions.Distinct(), versions);
    }

    [Fact]
    public void LongWords_AreCutBetweenCharacters()
    {
        var authorization = Authorized();
        authorization.Fail("hash", new string('x', OAuthAuthorization.MaximumErrorLength - 1) + "\U0001F600", null, s_now);
        Assert.Equal(new string('x', OAuthAuthorization.MaximumErrorLength - 1), authorization.LastError);
    }

    /// <summary>The example of RFC 7636, Appendix B.</summary>
    [Fact]
    public void Challenge_IsThatOfTheSpecification() =>
        Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", AuthorizationAttempt.ChallengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

    [Fact]
    public void RandomTexts_Have256Bits_AndTheAlphabetOfUrls()
    {
        var texts = Enumerable.Range(0, 200).Select(_ => AuthorizationAttempt.NewRandom()).ToList();
        Assert.Equal(texts.Count, texts.Distinct().Count());
        Assert.All(texts, t => Assert.Matches("^[A-Za-z0-9_-]{43}$", t));
    }

    [Fact]
    public void ConfigurationHash_SeesClientSecretAndAddresses_AndForClientCredentialsAllThatShapesTheToken()
    {
        Assert.All(["clientId", "clientSecret", "tokenUrl", "authorizeUrl"], key => Assert.NotEqual(HashOf("oauth2"), HashOf("oauth2", key)));
        Assert.All(["scopes", "clientAuthentication", "authorizeParameters", "revokeUrl"], key => Assert.Equal(HashOf("oauth2"), HashOf("oauth2", key)));
        Assert.All(
            ["clientId", "clientSecret", "tokenUrl", "scopes", "clientAuthentication", "tokenParameters"],
            key => Assert.NotEqual(HashOf("oauth2ClientCredentials"), HashOf("oauth2ClientCredentials", key)));
        Assert.NotEqual(HashOf("oauth2"), HashOf("oauth2ClientCredentials"));
    }

    [Fact]
    public void Secrets_AreFoundHoweverDeep() => Assert.Equal(
        ["r", "a", "u", "s", "i"],
        TokenSecrets.Find("""{"access_token":"a","token_type":"Bearer","authed_user":{"access_token":"u","id":"U1"},"list":[{"client_Secret":"s"}],"id_token":"i","n_token":5}""", "r"));

    [Theory]
    [InlineData("access_denied", null, "access_denied")]
    [InlineData("access_denied", " The person\r\nsaid\tno. ", "access_denied: The person said no.")]
    [InlineData("a\u202Eb", "", "a b")]
    public void ProvidersWords_AreMadeOneLine(string code, string? description, string expected) => Assert.Equal(expected, ProviderText.Describe(code, description));

    private static OAuthAuthorization Authorized(TimeSpan? expiresIn = null)
    {
        var authorization = new OAuthAuthorization(Guid.NewGuid(), new AuthorizationReference(ValueOwner.OrganizationConnection, Guid.NewGuid()), "Acme API", s_now);
        authorization.Authorize(Tokens(1, expiresIn: expiresIn), "Acme API", "hash", "Ada", s_now);
        return authorization;
    }

    private static StoredTokens Tokens(byte number, bool refreshToken = true, TimeSpan? expiresIn = null) =>
        new([number], refreshToken ? [number, number] : null, "read", s_now + expiresIn, null);

    private static string HashOf(string type, string? changed = null)
    {
        var found = BuiltInConnectors.Find(new ConnectionTypeKey("http", type))!;
        return OAuthConfiguration.Hash(found.OAuth!, [.. found.Inputs.Select(i => new ResolvedInput(
            i.Key, ValueSource.GlobalConnection, Guid.Empty,
            i.IsSecret ? new StoredValue(i.Key, null, [], changed == i.Key ? "other" : "fingerprint", s_now, "") : new StoredValue(i.Key, changed == i.Key ? "other" : "value", null, null, s_now, ""),
            null))]);
    }
}
