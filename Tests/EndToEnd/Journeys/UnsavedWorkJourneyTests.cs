using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static ConnectionsConsole.Tests.EndToEnd.Running.Keyboard;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>What somebody has typed is not lost by leaving, whichever way: what stands in the browser alone counts, and where nothing was typed nobody is asked.</summary>
[Collection(DemoCollection.Name)]
public sealed class UnsavedWorkJourneyTests(DemoConsole demo, BrowserFixture browser)
{
    private const string Question = "Discard what you have entered?";

    [ChromiumFact]
    public Task ADialog_AsksOnEscape_WhileTheFieldStillHasTheFocus() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        await page.GotoAsync("/customers");
        var add = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Customer", Exact = true });
        var name = page.GetByLabel("Name", new() { Exact = true });
        await PressAsync(page, add);
        await Expect(name).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(Dialog(page)).ToHaveCountAsync(0);

        await PressAsync(page, add);
        await Expect(name).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Half a name");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Question })).ToBeVisibleAsync();
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Keep editing" }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Question })).ToHaveCountAsync(0);
        await Expect(name).ToHaveValueAsync("Half a name");
        await Expect(name).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Discard" }));
        await Expect(Dialog(page)).ToHaveCountAsync(0);
        await Expect(add).ToBeFocusedAsync();
    });

    [ChromiumFact]
    public Task ALongTextInADialog_IsAskedFor_ThoughTypingHasNotRested() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        await page.GotoAsync("/settings/config-variables");
        await PressAsync(page, page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Config Variable" }).First);
        var value = page.GetByLabel("Value", new() { Exact = true });
        await value.FocusAsync();
        await page.Keyboard.TypeAsync("x");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Question })).ToBeVisibleAsync();
    });

    [ChromiumFact]
    public Task APage_AsksBeforeALinkIsFollowed_AndBeforeGoingBack() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        var question = page.GetByRole(AriaRole.Heading, new() { Name = Question });
        var customers = page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Customers" });
        await page.GotoAsync("/customers");
        await customers.WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Acme SaaS" }).ClickAsync();
        var name = page.GetByLabel("Name", new() { Exact = true });
        await name.WaitForAsync();
        await Expect(Heading(page)).ToBeFocusedAsync();
        var organization = await name.InputValueAsync();

        // Straight from the field to the link: the server hears of both at once.
        await name.FillAsync("Another name");
        await customers.ClickAsync();
        await Expect(question).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep editing" }).ClickAsync();
        await Expect(question).ToHaveCountAsync(0);
        await Expect(name).ToHaveValueAsync("Another name");
        Assert.EndsWith("/settings", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);

        // Back, while the focus is still in the field.
        await name.FocusAsync();
        await page.Keyboard.TypeAsync("!");
        await page.EvaluateAsync("() => history.back()");
        await Expect(question).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Customers");

        // Nothing was saved, and nothing typed since: no question.
        await page.GoForwardAsync();
        await Expect(name).ToHaveValueAsync(organization);
        await name.FocusAsync();
        await customers.ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Customers");
    });

    /// <summary>As screen readers and voice control do.</summary>
    [ChromiumFact]
    public Task WhatIsPressed_WithoutTakingTheFocus_KnowsWhatWasTypedLast() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        await ArriveAsync(page, "/settings/general");
        var name = page.GetByLabel("Name", new() { Exact = true });
        var days = page.GetByLabel("Keep finished runs for");
        await name.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync("!");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Customers" }).EvaluateAsync("link => link.click()");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Question })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep editing" }).ClickAsync();

        await days.FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("a while");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).EvaluateAsync("button => button.click()");
        await Expect(days).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(days).ToHaveValueAsync("a while");
    });

    [ChromiumFact]
    public Task ClosingTheTab_Asks_WhereSomethingWasTyped_AndNotElsewhere() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        var asked = 0;
        page.Dialog += (_, dialog) =>
        {
            Assert.Equal("beforeunload", dialog.Type);
            asked++;
            _ = dialog.AcceptAsync();
        };
        await ArriveAsync(page, "/settings/general");
        var name = page.GetByLabel("Name", new() { Exact = true });
        await name.FocusAsync();
        await page.ReloadAsync();
        Assert.Equal(0, asked);

        await Expect(Heading(page)).ToBeFocusedAsync();
        await name.FocusAsync();
        await page.Keyboard.TypeAsync("not left yet");
        await page.ReloadAsync();
        Assert.Equal(1, asked);

        await Expect(Heading(page)).ToBeFocusedAsync();
        await name.FillAsync("left");
        await page.GetByLabel("Keep finished runs for").FocusAsync();
        await Expect(page.Locator("form[data-unsaved]")).ToHaveCountAsync(1);
        await page.ReloadAsync();
        Assert.Equal(2, asked);
        await name.WaitForAsync();
    });
}
