using Bunit;
using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Tests.Components.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Services;

public sealed class UserMessagesTests : ComponentTest
{
    private UserMessages Messages => Services.GetRequiredService<UserMessages>();

    [Fact]
    public void Host_IsAPoliteRegion_AndShowsTextAndLink()
    {
        var host = Render<MessageHost>();

        Messages.Error("The run failed.", new MessageLink("/runs/1", "See the run"));

        host.WaitForAssertion(() => Assert.Contains("The run failed.", host.Find(".message").TextContent, StringComparison.Ordinal));
        Assert.Equal("polite", host.Find(".messages").GetAttribute("aria-live"));
        Assert.Equal("/runs/1", host.Find(".message a").GetAttribute("href"));
    }

    [Fact]
    public void Successes_GoByThemselves_ErrorsStay()
    {
        Messages.Success("Saved.");
        Messages.Error("Not saved.");

        Clock.Advance(UserMessages.Lifetime);

        Assert.Equal(["Not saved."], Messages.Current.Select(message => message.Text));
    }

    [Fact]
    public void Dismiss_TakesOneAway()
    {
        var host = Render<MessageHost>();
        Messages.Warning("First.");
        Messages.Warning("Second.");

        host.Find(".message-close").Click();

        Assert.Equal(["Second."], Messages.Current.Select(message => message.Text));
    }

    [Fact]
    public void Many_KeepTheLatestFour()
    {
        for (var number = 1; number <= 6; number++)
            Messages.Error($"Error {number}");

        Assert.Equal(["Error 3", "Error 4", "Error 5", "Error 6"], Messages.Current.Select(message => message.Text));
    }
}
