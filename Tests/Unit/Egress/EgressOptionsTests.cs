using ConnectionsConsole.Infrastructure.Egress;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Tests.Unit.Egress;

public sealed class EgressOptionsTests
{
    [Theory]
    [InlineData("minio.internal:9000")]
    [InlineData("MINIO.internal.:9000")]
    [InlineData("127.0.0.1:8085")]
    [InlineData("[::1]:8085")]
    [InlineData("10.20.0.0/16:443")]
    [InlineData("[fd00:12::/32]:443")]
    [InlineData("10.0.0.0/8:*")]
    [InlineData("0.0.0.0/0:*")]
    [InlineData("localhost:*")]
    public void Allow_WithAllowedForm_IsAccepted(string entry) =>
        Assert.Equal([entry], Bind(("Egress:Allow:0", entry)).Allow);

    [Theory]
    [InlineData("minio.internal", "no port")]
    [InlineData("[::1]", "no port")]
    [InlineData("*", "no port")]
    [InlineData("", "empty")]
    [InlineData("minio.internal:", "port is not a number")]
    [InlineData("minio.internal:0", "port is not a number")]
    [InlineData("minio.internal:65536", "port is not a number")]
    [InlineData("minio.internal:http", "port is not a number")]
    [InlineData("::1:80", "brackets")]
    [InlineData("fd00::/8:443", "brackets")]
    [InlineData("*:443", "characters")]
    [InlineData("*.internal:443", "characters")]
    [InlineData("https://minio.internal:443", "brackets")]
    [InlineData("user@host:443", "characters")]
    [InlineData("2130706433:80", "write the address plainly: 127.0.0.1")]
    [InlineData("0177.0.0.1:80", "write the address plainly: 127.0.0.1")]
    [InlineData("127.1:80", "write the address plainly: 127.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]:80", "write the address plainly: 127.0.0.1")]
    [InlineData("[127.0.0.1]:80", "write the address plainly: 127.0.0.1")]
    [InlineData("10.0.0.1/8:443", "write 10.0.0.0/8")]
    [InlineData("10.0.0.0/33:443", "range is not")]
    [InlineData("10.0/8:443", "range is not")]
    [InlineData("[::ffff:0:0/96]:443", "range is not")]
    [InlineData("host/8:443", "range is not")]
    [InlineData("10.0.0.0/:443", "range is not")]
    public void Allow_WithOtherForm_IsRefusedNamingKeyAndForms(string entry, string problem)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(("Egress:Allow:0", entry)));

        var message = Assert.Single(failure.Failures);
        Assert.StartsWith("Egress:Allow:0", message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.Contains(AllowedDestination.Forms, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_WithSeveralProblems_ReportsAllAtOnce()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(
            ("Egress:Enabled", "false"),
            ("Egress:Allow:0", "minio.internal:9000"),
            ("Egress:Allow:1", "nowhere"),
            ("Egress:Allow:2", "10.0.0.1/8:443"),
            ("Egress:Proxy", "ftp://proxy"),
            ("Egress:ConnectTimeout", "00:00:00"),
            ("Egress:ConnectionLifetime", "2.00:00:00")));

        Assert.Collection(
            failure.Failures,
            message => Assert.StartsWith("Egress:Enabled ", message, StringComparison.Ordinal),
            message => Assert.StartsWith("Egress:Allow:1 ", message, StringComparison.Ordinal),
            message => Assert.StartsWith("Egress:Allow:2 ", message, StringComparison.Ordinal),
            message => Assert.StartsWith("Egress:Proxy:", message, StringComparison.Ordinal),
            message => Assert.StartsWith("Egress:ConnectTimeout ", message, StringComparison.Ordinal),
            message => Assert.StartsWith("Egress:ConnectionLifetime ", message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Egress:Enabled", "false", "cannot be switched off")]
    [InlineData("Egress:Alow:0", "minio.internal:9000", "Egress:Alow is not a setting")]
    [InlineData("Egress:Allow", "minio.internal:9000", "Egress:Allow:0")]
    [InlineData("Egress:Proxy", "", "http://host:port")]
    [InlineData("Egress:Proxy", "http://proxy.internal:3128/path", "no path")]
    public void Validate_WithMistakenSetting_SaysWhatToWrite(string key, string value, string words)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind((key, value)));

        Assert.Contains(words, Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_WithProxyPassword_NeverRepeatsIt()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(("Egress:Proxy", "http://me:hunter2@proxy/x")));

        Assert.DoesNotContain("hunter2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_AllowNothingAndUseNoProxy()
    {
        var options = Bind();

        Assert.Empty(options.Allow);
        Assert.Null(options.Proxy);
    }

    private static EgressOptions Bind(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddEgress().BuildServiceProvider();
        return services.GetRequiredService<IOptions<EgressOptions>>().Value;
    }
}
