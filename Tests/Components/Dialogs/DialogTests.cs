using Bunit;
using Bunit.TestDoubles;
using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Tests.Components.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Dialogs;

public sealed class DialogTests : ComponentTest
{
    private readonly IRenderedComponent<DialogHost> _host;

    public DialogTests()
    {
        _host = Render<DialogHost>();
    }

    private ConsoleDialogs Dialogs => Services.GetRequiredService<ConsoleDialogs>();

    [Fact]
    public async Task Confirm_NamesThingAndConsequence_AndItsButtonRepeatsTheVerb()
    {
        var answer = Confirm();

        Assert.Equal("Delete connection “Acme”?", _host.Find("h2").TextContent);
        Assert.Equal(_host.Find("h2").Id, _host.Find("dialog").GetAttribute("aria-labelledby"));
        Assert.Contains("3 instances stop.", _host.Find(".dialog-body").TextContent, StringComparison.Ordinal);
        Assert.Equal("Delete connection", _host.Find("button[type=submit]").TextContent.Trim());
        _host.Find("form").Submit();

        Assert.True(await answer);
        _host.WaitForAssertion(() => Assert.Empty(_host.FindAll("dialog")));
    }

    [Fact]
    public async Task Cancel_AndClosing_AnswerNo()
    {
        var byButton = Confirm();
        _host.FindAll("[data-dialog-actions] button")[0].Click();
        Assert.False(await byButton);
        _host.WaitForAssertion(() => Assert.Empty(_host.FindAll("dialog")));

        var byClosing = Confirm();
        _host.WaitForElement("[data-dialog-cancel]").Click();
        Assert.False(await byClosing);
    }

    [Fact]
    public async Task OverADialog_TheOtherButtonSaysWhatHappens()
    {
        var answer = _host.InvokeAsync(() => Dialogs.ConfirmAsync(new Confirmation("Discard it?", "It is not kept.", "Discard", Dismiss: "Keep editing")));
        _host.WaitForElement("dialog form");
        Assert.Equal(["Keep editing", "Discard"], _host.FindAll("[data-dialog-actions] button").Select(b => b.TextContent.Trim()));
        _host.FindAll("[data-dialog-actions] button")[0].Click();
        Assert.False(await answer);
    }

    [Fact]
    public async Task TypingAnotherName_IsRefusedAtTheField()
    {
        var answer = Confirm(name: "Acme");

        _host.Find("input").Input("acme");
        _host.Find("form").Submit();
        Assert.False(answer.IsCompleted);
        Assert.Equal("true", _host.Find("input").GetAttribute("aria-invalid"));
        _host.WaitForAssertion(() => Assert.Equal([_host.Find("form").Id], Script.VerifyInvoke("focusError").Arguments));
        _host.Find("input").Input("Acme");
        _host.Find("form").Submit();

        Assert.True(await answer);
    }

    [Fact]
    public async Task GoingToAnotherPage_CancelsTheDialog()
    {
        var answer = Confirm();

        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("/elsewhere");

        Assert.False(await answer);
    }

    [Fact]
    public void OpeningAndClosing_AreTheBrowsersModalDialog()
    {
        _ = Confirm();
        _host.WaitForAssertion(() => Script.VerifyInvoke("openDialog"));

        _host.Find("[data-dialog-cancel]").Click();

        _host.WaitForAssertion(() => Script.VerifyInvoke("closeDialog"));
    }

    private Task<bool> Confirm(string? name = null)
    {
        var answer = _host.InvokeAsync(() => Dialogs.ConfirmAsync(new Confirmation("Delete connection “Acme”?", "3 instances stop.", "Delete connection", TypeToConfirm: name)));
        _host.WaitForElement("dialog form");
        return answer;
    }
}
