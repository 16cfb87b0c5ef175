using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>A connector of one's own: described, shown, and offered where connections are made.</summary>
[Collection(DemoCollection.Name)]
public sealed class ConnectorJourneyTests(DemoConsole demo, BrowserFixture browser)
{
    [ChromiumFact]
    public Task AnOwnConnector_IsDescribedAndOfferedForConnections() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        await page.GotoAsync("/settings/connectors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Connector", Exact = true }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync("Journey ERP");
        await dialog.GetByLabel("Key", new() { Exact = true }).FocusAsync();
        await Expect(dialog.GetByLabel("Key", new() { Exact = true })).ToHaveValueAsync("journey-erp");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add connector" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Journey ERP");
        await page.GetByRole(AriaRole.Link, new() { Name = "Connection type" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add connection type" }).ClickAsync();
        await Expect(page.GetByText("Give the connection type a name.")).ToBeVisibleAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("API Key");
        var input = page.GetByRole(AriaRole.Group, new() { Name = "Input 1" });
        await input.GetByLabel("Label").FillAsync("API Key");
        // Choosing a type does not take the focus, and the label counts when it is left.
        await input.GetByLabel("Label").BlurAsync();
        await input.GetByLabel("Type").SelectOptionAsync("Password");
        await Expect(input.GetByLabel("Key", new() { Exact = true })).ToHaveValueAsync("apiKey");
        await input.GetByLabel("Required").CheckAsync();
        await page.GetByLabel("Allowed hosts").FillAsync("erp.example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add connection type" }).ClickAsync();
        await Expect(page.GetByText("journey-erp/apiKey").First).ToBeVisibleAsync();
        await Expect(page.GetByText("erp.example.com").First).ToBeVisibleAsync();

        await page.GotoAsync("/settings/connections");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Connection", Exact = true }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Journey ERP");
    });

    [ChromiumFact]
    public Task ALongSecret_LeftEmptyAndThenPasted_GoesInAndNeverComesOut() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        await page.GotoAsync("/settings/credentials");
        await page.GetByRole(AriaRole.Button, new() { Name = "Credential", Exact = true }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync("Journey key");
        await dialog.GetByText("Private Key", new() { Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        // The empty text is read too: a stream of no bytes would end the circuit.
        await dialog.GetByLabel("Username").FillAsync("ada");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Expect(dialog.GetByText("“Private Key” is required.")).ToBeVisibleAsync();
        // Far beyond what one message to the server may hold.
        var key = "-----BEGIN KEY-----\n" + string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat("canary-of-the-journey", 50)) + "\n", 80));
        await dialog.GetByLabel("Private Key").FillAsync(key);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Expect(dialog.GetByText("never shown again")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add credential" }).ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Journey key" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Journey key");
        await Expect(page.GetByText("Set on").First).ToBeVisibleAsync();
        Assert.DoesNotContain("canary-of-the-journey", await page.ContentAsync(), StringComparison.Ordinal);
    });
}
