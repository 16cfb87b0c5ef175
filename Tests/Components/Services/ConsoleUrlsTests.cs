using ConnectionsConsole.App.Services;

namespace ConnectionsConsole.Tests.Components.Services;

public sealed class ConsoleUrlsTests
{
    private static readonly Guid s_id = new("0198f6a2-7c11-7e2a-9b7e-33a9e3c1f001");

    [Fact]
    public void Addresses_OfThings_CarryTheirIdAndTab()
    {
        Assert.Equal("/customers/0198f6a2-7c11-7e2a-9b7e-33a9e3c1f001", ConsoleUrls.Customer(s_id));
        Assert.Equal("/customers/0198f6a2-7c11-7e2a-9b7e-33a9e3c1f001?tab=config%20vars", ConsoleUrls.Customer(s_id, "config vars"));
        Assert.Equal("/settings/connectors/aws-s3", ConsoleUrls.Connector("aws-s3"));
        Assert.Equal("/runs/0198f6a2-7c11-7e2a-9b7e-33a9e3c1f001?step=a%26b", ConsoleUrls.Run(s_id, "a&b"));
    }

    [Theory]
    [InlineData("/customers?q=a", true)]
    [InlineData("/", true)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("/customers\r\nx", false)]
    [InlineData("customers", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsLocal_TakesPathsOfThisSiteOnly(string? url, bool expected) => Assert.Equal(expected, ConsoleUrls.IsLocal(url));

    [Theory]
    [InlineData("/runs?tab=log", "/account/sign-in?returnUrl=%2Fruns%3Ftab%3Dlog")]
    [InlineData("/", "/account/sign-in")]
    [InlineData("https://evil.example/", "/account/sign-in")]
    [InlineData("//evil.example/", "/account/sign-in")]
    public void SignInThen_ReturnsWithinThisSiteOnly(string returnUrl, string expected) => Assert.Equal(expected, ConsoleUrls.SignInThen(returnUrl));

    [Fact]
    public void SettingsRoot_IsCurrentByItselfOnly()
    {
        Assert.True(ConsoleNavigation.IsCurrent(ConsoleNavigation.General, "/settings"));
        Assert.False(ConsoleNavigation.IsCurrent(ConsoleNavigation.General, "/settings/users"));
        Assert.True(ConsoleNavigation.IsCurrent(ConsoleNavigation.Customers, "/customers/5"));
        Assert.False(ConsoleNavigation.IsCurrent(ConsoleNavigation.Customers, "/customers-old"));
    }
}
