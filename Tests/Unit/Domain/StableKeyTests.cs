using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectionsConsole.Tests.Unit.Domain;

public sealed class StableKeyTests
{
    [Theory]
    [InlineData("acme-api-key", true)]
    [InlineData("A", true)]
    [InlineData("a.b_c-9", true)]
    [InlineData("...", true)]
    [InlineData("", false)]
    [InlineData(" acme", false)]
    [InlineData("acme ", false)]
    [InlineData("acme\n", false)]
    [InlineData("acme/key", false)]
    [InlineData("acmé", false)]
    [InlineData("ac\u0000me", false)]
    [InlineData("١٢", false)]
    public void IsValid_TakesLettersDigitsAndThreeSigns(string key, bool expected) => Assert.Equal(expected, StableKey.IsValid(key));

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void IsValid_EndsAtAHundredCharacters(int length, bool expected) => Assert.Equal(expected, StableKey.IsValid(new string('k', length)));

    [Theory]
    [InlineData("acme", "apiKey", "acme-api-key")]
    [InlineData("aws-s3", "apiKeySecret", "aws-s3-api-key-secret")]
    [InlineData("http", "basic", "http-basic")]
    [InlineData("Ünïted", "key", "-n-ted-key")]
    public void Propose_ComesFromConnectorAndType(string connector, string type, string expected) => Assert.Equal(expected, StableKey.Propose(connector, type));

    [Fact]
    public void Propose_ForEveryBuiltInConnectionType_IsValidAndDistinct()
    {
        var proposals = BuiltInConnectors.All.SelectMany(c => c.ConnectionTypes.Select(t => StableKey.Propose(c.Key, t.Key))).ToList();
        Assert.NotEmpty(proposals);
        Assert.All(proposals, p => Assert.True(StableKey.IsValid(p), p));
        Assert.Equal(proposals.Count, proposals.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Propose_WithAnyText_IsValid() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(),
        (connector, type) => StableKey.IsValid(StableKey.Propose(connector.Get, type.Get))).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260101, 7));

    [Fact]
    public void Normalize_IgnoresCaseAlone()
    {
        Assert.Equal(StableKey.Normalize("Acme-API.key_1"), StableKey.Normalize("aCME-api.KEY_1"));
        Assert.NotEqual(StableKey.Normalize("acme-key"), StableKey.Normalize("acme_key"));
    }
}
