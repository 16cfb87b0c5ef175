using ConnectionsConsole.Domain;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Connectors.Commands;
using ConnectionsConsole.Domain.Connectors.Own;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Unit.Domain;

/// <summary>Forms of own connectors: which connection types, hosts, templates and pictures are taken.</summary>
public sealed class ConnectorRulesTests
{
    private static readonly InputField s_host = new("host", "Host", InputType.String, Required: true);
    private static readonly InputField s_key = new("apiKey", "API Key", InputType.Password, Required: true);
    private static readonly ConnectionType s_type = new("apiKey", "API Key", "", [s_host, s_key], []);

    /// <summary>Built-in types keep their own rules; these are the ones that all share.</summary>
    [Fact]
    public void BuiltInConnectors_HaveIconsKeysAndFittingMappings()
    {
        Assert.All(BuiltInConnectors.All, c => Assert.Contains(c.Icon, ConnectorIcons.All));
        foreach (var type in BuiltInConnectors.All.SelectMany(c => c.ConnectionTypes))
        {
            Assert.True(InputKey.IsValid(type.Key), type.Key);
            Assert.Equal(type.Inputs.Count, type.Inputs.Select(i => i.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(type.Inputs, i => Assert.True(InputKey.IsValid(i.Key) && !(i.IsSecret && i.Default is not null), i.Key));
            Assert.All(type.AllowedHosts, h => Assert.True(AllowedHost.IsValid(h), h));
            foreach (var mapping in type.Credentials)
            {
                var method = AuthorizationMethods.Find(mapping.AuthorizationMethod)!;
                Assert.All(mapping.Fields, f => Assert.True(method.Fields.Any(x => x.Key == f.Key) && type.FindInput(f.Value) is not null, $"{type.Key}: {f}"));
            }
        }
    }

    [Fact]
    public void FileAndMailServers_AreReachedByHostAndPort() => Assert.All(
        BuiltInConnectors.All.Where(c => c.Key is SftpConnector.Key or SmtpConnector.Key).SelectMany(c => c.ConnectionTypes),
        t => Assert.True(t.FindInput("host") is { Required: true } && t.FindInput("port") is { Default: not null }));

    private static readonly IValidator<SaveConnectionType> s_validator =
        new ServiceCollection().AddDomain().BuildServiceProvider().GetRequiredService<IValidator<SaveConnectionType>>();

    public static TheoryData<string, ConnectionType> Refused => new()
    {
        { "Type.Key", s_type with { Key = "api key" } },
        { "Type.Key", s_type with { Key = "" } },
        { "Type.Label", s_type with { Label = " " } },
        { "Type.Label", s_type with { Label = new string('l', 101) } },
        { "Type.Description", s_type with { Description = new string('d', 1_001) } },
        { "Type.Inputs", s_type with { Inputs = [] } },
        { "Type.Inputs", s_type with { Inputs = [.. Enumerable.Range(0, 51).Select(i => new InputField($"input{i}", "Input", InputType.String))] } },
        { "Type.Inputs[1].Key", s_type with { Inputs = [s_host, s_key with { Key = "a-b" }] } },
        { "Type.Inputs[1].Key", s_type with { Inputs = [s_host, s_key with { Key = "HOST" }] } },
        { "Type.Inputs[0].Key", s_type with { Inputs = [s_host with { Key = "stableKey" }] } },
        { "Type.Inputs[0].Label", s_type with { Inputs = [s_host with { Label = "" }] } },
        { "Type.Inputs[0].Type", s_type with { Inputs = [s_host with { Type = InputType.Code }] } },
        { "Type.Inputs[0].Type", s_type with { Inputs = [s_host with { Type = InputType.Connection }] } },
        { "Type.Inputs[0].Hint", s_type with { Inputs = [s_host with { Hint = new string('h', 501) }] } },
        { "Type.Inputs[0].Choices", s_type with { Inputs = [s_host with { Choices = ["a"] }] } },
        { "Type.Inputs[0].Choices", s_type with { Inputs = [s_host with { Type = InputType.Choice }] } },
        { "Type.Inputs[0].Choices", s_type with { Inputs = [s_host with { Type = InputType.Choice, Choices = ["a", "a"] }] } },
        { "Type.Inputs[0].Choices", s_type with { Inputs = [s_host with { Type = InputType.Choice, Choices = ["a", " "] }] } },
        { "Type.Inputs[0].Default", s_type with { Inputs = [s_host with { Type = InputType.Choice, Choices = ["a"], Default = "b" }] } },
        { "Type.Inputs[0].Default", s_type with { Inputs = [s_host with { Type = InputType.Boolean, Default = "yes" }] } },
        { "Type.Inputs[0].Default", s_type with { Inputs = [s_host with { Default = "two\nlines" }] } },
        { "Type.Inputs[1].Default", s_type with { Inputs = [s_host, s_key with { Default = "secret" }] } },
        { "Type.Inputs[0].Default", s_type with { Inputs = [s_host with { Type = InputType.Text, Secret = true, Default = "secret" }] } },
        { "Type.AllowedHosts", s_type with { AllowedHosts = ["https://api.example.com"] } },
        { "Type.AllowedHosts", s_type with { AllowedHosts = ["user@host"] } },
        { "Type.AllowedHosts", s_type with { AllowedHosts = ["*"] } },
        { "Type.AllowedHosts", s_type with { AllowedHosts = [.. Enumerable.Range(0, 51).Select(i => $"h{i}.example.com")] } },
        { "Type.TestRequest.Method", s_type with { TestRequest = Request("https://x.example.com/") with { Method = "POST" } } },
        { "Type.TestRequest.Url", s_type with { TestRequest = Request("") } },
        { "Type.TestRequest.Url", s_type with { TestRequest = Request("/v1/me") } },
        { "Type.TestRequest.Url", s_type with { TestRequest = Request("ftp://{host}/") } },
        { "Type.TestRequest.Url", s_type with { TestRequest = Request("https://{server}/") } },
        { "Type.TestRequest.Url", s_type with { TestRequest = Request("https://{host}/?key={apiKey}") } },
        { "Type.TestRequest.Url", s_type with { TestRequest = Request("https://user:pass@x.example.com/") } },
        { "Type.TestRequest.Url", s_type with { TestRequest = Request("https://x.example.com/" + new string('u', 2_000)) } },
        { "Type.TestRequest.Headers", s_type with { TestRequest = Request("https://{host}/") with { Headers = [new TestRequestHeader("Bad Name", "x")] } } },
        { "Type.TestRequest.Headers", s_type with { TestRequest = Request("https://{host}/") with { Headers = [new TestRequestHeader("Host", "x")] } } },
        { "Type.TestRequest.Headers", s_type with { TestRequest = Request("https://{host}/") with { Headers = [new TestRequestHeader("X-A", "a\r\nX-B: b")] } } },
        { "Type.TestRequest.Headers", s_type with { TestRequest = Request("https://{host}/") with { Headers = [new TestRequestHeader("X-A", "{nothing}")] } } },
        { "Type.TestRequest.ExpectedStatuses", s_type with { TestRequest = Request("https://{host}/") with { ExpectedStatuses = [99] } } },
    };

    public static TheoryData<string, ConnectionType> RefusedOAuth => new()
    {
        { "Type.OAuth.TokenUrl", s_oauth with { OAuth = s_code with { TokenUrl = OAuthSetting.Of("") } } },
        { "Type.OAuth.TokenUrl", s_oauth with { OAuth = s_code with { TokenUrl = OAuthSetting.From("clientId") } } },
        { "Type.OAuth.TokenUrl", s_oauth with { OAuth = s_code with { TokenUrl = OAuthSetting.Of("javascript:alert(1)") } } },
        { "Type.OAuth.TokenUrl", s_oauth with { OAuth = s_code with { TokenUrl = OAuthSetting.Of("https://user:pass@id.example.com/") } } },
        { "Type.OAuth.AuthorizationUrl", s_oauth with { OAuth = s_code with { AuthorizationUrl = null } } },
        { "Type.OAuth.AuthorizationUrl", s_oauth with { OAuth = s_code with { AuthorizationUrl = OAuthSetting.Of("https://id.example.com/#x") } } },
        { "Type.OAuth.RevocationUrl", s_oauth with { OAuth = s_code with { RevocationUrl = OAuthSetting.Of("/revoke") } } },
        { "Type.OAuth.Scopes", s_oauth with { OAuth = s_code with { Scopes = OAuthSetting.Of("a\nb") } } },
        { "Type.OAuth.ClientAuthentication", s_oauth with { OAuth = s_code with { ClientAuthentication = OAuthSetting.Of("cookie") } } },
        { "Type.OAuth.AuthorizationParameters", s_oauth with { OAuth = s_code with { AuthorizationParameters = [new OAuthParameter("redirect_uri", "https://evil.example.com")] } } },
        { "Type.OAuth.TokenParameters", s_oauth with { OAuth = s_code with { TokenParameters = [new OAuthParameter("", "x")] } } },
        { "Type.OAuth.Grant", s_oauth with { OAuth = s_code, Inputs = [s_host] } },
        { "Type.OAuth.Grant", s_oauth with { OAuth = s_code, Inputs = [s_oauth.Inputs[0], new InputField("clientSecret", "Secret", InputType.String)] } },
    };

    private static readonly ConnectionType s_oauth = new("oauth", "OAuth", "",
        [new InputField("clientId", "Client ID", InputType.String, Required: true), new InputField("clientSecret", "Client Secret", InputType.Password, Required: true)], []);

    private static readonly OAuthDefinition s_code =
        new(OAuthGrant.AuthorizationCode, OAuthSetting.Of("https://id.example.com/token"), OAuthSetting.Of("https://id.example.com/authorize"));

    [Theory]
    [MemberData(nameof(RefusedOAuth))]
    public void OAuth_ThatCannotBe_IsRefusedAtItsField(string field, ConnectionType type) =>
        Assert.Equal(field, Assert.Single(s_validator.Validate(new SaveConnectionType("acme", type)).Errors).PropertyName);

    [Fact]
    public void OAuth_OfBothGrants_IsTakenWithItsCredentials()
    {
        Assert.Empty(s_validator.Validate(new SaveConnectionType("acme", s_oauth with { OAuth = s_code })).Errors);
        Assert.Empty(s_validator.Validate(new SaveConnectionType("acme", s_oauth with { OAuth = s_code with { Grant = OAuthGrant.ClientCredentials, AuthorizationUrl = null } })).Errors);
        Assert.Equal("oauth2", Assert.Single(CredentialMappings.For(s_oauth.Inputs, s_code)).AuthorizationMethod);
        Assert.Equal("oauth2_client_credentials", Assert.Single(CredentialMappings.For(s_oauth.Inputs, s_code with { Grant = OAuthGrant.ClientCredentials })).AuthorizationMethod);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void AConnectionType_ThatIsNone_IsRefusedAtItsField(string field, ConnectionType type) =>
        Assert.Equal(field, Assert.Single(s_validator.Validate(new SaveConnectionType("acme", type)).Errors).PropertyName);

    [Fact]
    public void AWholeConnectionType_IsTaken()
    {
        var type = s_type with
        {
            Inputs =
            [
                s_host, s_key, new InputField("port", "Port", InputType.String, Default: "443", Hint: "Usually 443."), new InputField("tls", "TLS", InputType.Boolean, Default: "true"),
                new InputField("region", "Region", InputType.Choice, Choices: ["eu", "us"], Default: "eu"), new InputField("privateKey", "Key", InputType.Text, Secret: true),
            ],
            AllowedHosts = ["api.example.com", "*.example.com:8443", "[2001:db8::1]:443"],
            TestRequest = Request("https://{host}:{port}/v1/{region}/me") with { Headers = [new TestRequestHeader("X-Key", "{apiKey}")], ExpectedStatuses = [200, 204] },
        };
        Assert.Empty(s_validator.Validate(new SaveConnectionType("acme", type)).Errors);
        Assert.Empty(s_validator.Validate(new SaveConnectionType("acme", s_type with { TestRequest = Request("{host}/v1/me") })).Errors);
    }

    [Theory]
    [InlineData("https://{host}/{path}", "host,path")]
    [InlineData("{a}{a}{b}", "a,b")]
    [InlineData("{\"json\": {a}}", "a")]
    [InlineData("{}{ a}{1a}{a-b}", "")]
    [InlineData("{unclosed", "")]
    [InlineData("", "")]
    public void Template_NamesItsInputs(string template, string expected) => Assert.Equal(expected, string.Join(',', ConnectionTemplate.Inputs(template)));

    [Fact]
    public void Template_PutsValuesInAndEncodesThemAlone()
    {
        var values = new Dictionary<string, string> { ["host"] = "a.example.com", ["path"] = "x/../y?z" };
        Assert.Equal("https://a.example.com/x%2F..%2Fy%3Fz?q=1", ConnectionTemplate.Fill("https://{host}/{path}?q=1", values, Uri.EscapeDataString));
        Assert.Equal("{\"k\": \"x/../y?z\"} {}", ConnectionTemplate.Fill("{\"k\": \"{path}\"} {}", values));
        Assert.Equal("--", ConnectionTemplate.Fill("-{missing}-", values));
    }

    [Fact]
    public void Statuses_WithoutAnyNamed_AreThoseOfSuccess()
    {
        Assert.True(Request("https://x").Expects(204));
        Assert.False(Request("https://x").Expects(301));
        var one = Request("https://x") with { ExpectedStatuses = [401] };
        Assert.True(one.Expects(401));
        Assert.False(one.Expects(200));
    }

    [Theory]
    [InlineData("username,password", "basic")]
    [InlineData("apiKey", "api_key")]
    [InlineData("token", "api_key")]
    [InlineData("apiKey,apiSecret", "api_key_secret")]
    [InlineData("username,privateKey", "private_key")]
    [InlineData("apiKey,host", "")]
    [InlineData("something", "")]
    public void Credentials_FitWhereTheyFillEverythingRequired(string keys, string methods) =>
        Assert.Equal(methods, string.Join(',', CredentialMappings.For([.. keys.Split(',').Select(k => new InputField(k, k, InputType.String, Required: true))], null).Select(m => m.AuthorizationMethod)));

    [Fact]
    public void Picture_IsWhatItsBytesSay()
    {
        Assert.Equal("image/png", PictureFormat.Read(Png(64, 64)).ContentType);
        Assert.Contains("pixels", PictureFormat.Read(Png(2_000, 10)).Problem, StringComparison.Ordinal);
        Assert.Contains("neither", PictureFormat.Read(Png(-1, 10)).Problem, StringComparison.Ordinal);
        Assert.Equal("image/jpeg", PictureFormat.Read(Jpeg(100, 80)).ContentType);
        Assert.Contains("pixels", PictureFormat.Read(Jpeg(100, 4_000)).Problem, StringComparison.Ordinal);
        for (var length = 0; length < 40; length++)
        {
            // Cut off anywhere, it is refused and nothing is read beyond the end.
            Assert.NotNull(PictureFormat.Read(Jpeg(100, 80).AsSpan(0, Math.Min(length, 17))).Problem);
            Assert.True(length >= 33 || PictureFormat.Read(Png(64, 64).AsSpan(0, length)).Problem is not null);
        }

        Assert.Contains("neither", PictureFormat.Read("<svg xmlns='http://www.w3.org/2000/svg'/>"u8).Problem, StringComparison.Ordinal);
        Assert.Contains("neither", PictureFormat.Read("GIF89a"u8).Problem, StringComparison.Ordinal);
    }

    private static ConnectionTestRequest Request(string url) => new("GET", url, [], []);

    private static byte[] Png(int width, int height)
    {
        byte[] bytes = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0, 0, 0, 0, 0];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        return bytes;
    }

    private static byte[] Jpeg(ushort width, ushort height) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0, 0xFF, 0xD9,
    ];
}
