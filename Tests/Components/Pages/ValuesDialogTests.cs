using AngleSharp.Dom;
using Bunit;
using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Pages.Values;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Components.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Pages;

/// <summary>A key of several lines is entered in every dialog for values by the same fields.</summary>
public sealed class ValuesDialogTests : PageTest
{
    private static readonly DateTime s_at = new(2026, 3, 11, 12, 0, 0, DateTimeKind.Utc);
    private static readonly InputField s_key = new("privateKey", "Private Key", InputType.Text, Required: true, Secret: true);
    private readonly List<SubmittedValue> _saved = [];

    [Fact]
    public async Task AReplacedPrivateKey_IsReadAsItStandsInTheBrowser()
    {
        var typed = TypedText.In(Script);
        var (host, answer) = await OpenAsync();
        Assert.Contains("by Grace", host.Markup, StringComparison.Ordinal);
        Assert.Empty(host.FindAll("textarea"));
        await ReplaceAsync(host);
        typed.Text = "-----BEGIN KEY-----\nabc\n";
        await host.Find("form").SubmitAsync();
        Assert.True(await answer);
        Assert.Equal([new SubmittedValue("privateKey", "-----BEGIN KEY-----\nabc\n")], _saved);
    }

    [Theory]
    [InlineData(10_000_000)]
    [InlineData(InputField.MaximumTextLength + 1)]
    public async Task APasteOverTheLimit_IsRefusedAtTheField_AndWhatWasTypedBeforeIsNotSavedForIt(int length)
    {
        var typed = TypedText.In(Script);
        var (host, answer) = await OpenAsync();
        await ReplaceAsync(host);
        typed.Text = "an earlier key";
        await host.InvokeAsync(() => host.FindComponent<App.Components.Fields.LongTextField>().Instance.TextChanged());
        typed.Text = new string('k', length);
        await host.Find("form").SubmitAsync();
        Assert.Contains("The text is too long: at most 100,000 characters.", host.Markup, StringComparison.Ordinal);
        Assert.Empty(_saved);
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public async Task AKeptPrivateKey_IsNotAskedOfTheBrowser()
    {
        var typed = TypedText.In(Script);
        var (host, answer) = await OpenAsync();
        await ReplaceAsync(host);
        await host.FindAll("button").Single(b => b.TextContent.StartsWith("Keep", StringComparison.Ordinal)).ClickAsync(new());
        typed.Text = "left behind in a field that is gone";
        await host.Find("form").SubmitAsync();
        Assert.Contains("Nothing was changed yet.", host.Markup, StringComparison.Ordinal);
        Assert.Empty(_saved);
        Assert.False(answer.IsCompleted);
    }

    private static async Task ReplaceAsync(IRenderedComponent<DialogHost> host)
    {
        await host.FindAll("button").Single(b => b.TextContent.StartsWith("Replace", StringComparison.Ordinal)).ClickAsync(new());
        host.WaitForElement("textarea");
    }

    private async Task<(IRenderedComponent<DialogHost> Host, Task<bool> Answer)> OpenAsync()
    {
        var host = Render<DialogHost>();
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ValuesDialog.Title)] = "Production values",
            [nameof(ValuesDialog.Values)] = new ValuesDetail(Guid.NewGuid(), Guid.NewGuid(), 1, false, [new InputState(s_key, true, null, s_at, "Grace")]),
            [nameof(ValuesDialog.OwnerKind)] = ValueOwner.OrganizationConnection,
            [nameof(ValuesDialog.Save)] = (Func<IReadOnlyList<SubmittedValue>, Task<Error?>>)(values =>
            {
                _saved.AddRange(values);
                return Task.FromResult<Error?>(null);
            }),
        };
        var answer = await host.InvokeAsync(() => Task.FromResult(Services.GetRequiredService<ConsoleDialogs>().ShowAsync<ValuesDialog, bool>(parameters)));
        host.WaitForElement("form");
        return (host, answer);
    }
}
