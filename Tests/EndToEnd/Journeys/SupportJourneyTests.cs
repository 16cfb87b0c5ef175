using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static ConnectionsConsole.Tests.EndToEnd.Running.Keyboard;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>Why the product is there: somebody of support finds out why a customer's run failed and mends it, without ever reading a secret.</summary>
[Collection(DemoCollection.Name)]
public sealed class SupportJourneyTests(DemoConsole demo, BrowserFixture browser)
{
    private const string CustomerName = "Support Journey Company";
    private const string ConnectionName = "Support journey store";
    private const string InstanceName = "Listing for Support Journey";

    // What the demo's bucket takes, and what the customer's key was mistyped as.
    private const string AccessKeyId = "AKIADEMOSANDBOX00001";
    private const string RightSecret = "demo-sandbox-secret-access-key-0001";
    private const string WrongSecret = "mistyped-sandbox-secret-access-key";

    /// <summary>What support may not open; no page that it sees leads there.</summary>
    private static readonly string[] s_closed = ["/integrations", "/settings/users", "/settings/api-tokens", "/settings/audit-log"];

    [ChromiumFact]
    public async Task FromAFailedRun_ToItsCause_ToTheValueReplacedAndTested_ToTheRunThatSucceeds()
    {
        await PlantAsync();
        var password = await demo.CreateUserAsync("support.journey@acme.example", "support");
        await browser.RunAsync(demo.Options, async page =>
        {
            await SignInPage.SignInAsync(page, "support.journey@acme.example", password);
            await FailAsync(page);

            // From the list to the run, which says where it failed, of which category, and why.
            await PressAsync(page, page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Runs" }));
            await Expect(Heading(page)).ToHaveTextAsync("Runs");
            var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = InstanceName });
            await Expect(row).ToContainTextAsync("Failed");
            await PressAsync(page, row.GetByRole(AriaRole.Link).First);
            await Expect(page.GetByText("Failed in step “List Pictures” (Credentials)")).ToBeVisibleAsync();
            await Expect(page.Locator(".notice-danger").First).ToContainTextAsync("does not belong to the Access Key ID");
            await LooksAllowedAsync(page);
            var failedRun = new Uri(page.Url).AbsolutePath;

            await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = $"the customer's connection “{ConnectionName}”" }));
            await Expect(Heading(page)).ToHaveTextAsync(CustomerName);
            var values = page.GetByRole(AriaRole.Row).Filter(new() { HasText = ConnectionName });
            await Expect(values).ToContainTextAsync("Failing");
            await LooksAllowedAsync(page);

            await TestAsync(page, values, "The connection fails");
            await Expect(Dialog(page)).ToContainTextAsync("The Secret Access Key does not belong to the Access Key ID.");
            await Expect(Dialog(page)).ToContainTextAsync("What to do: Enter the secret again, whole and without spaces");
            await LooksAllowedAsync(page);
            await CloseAsync(page);

            await ReplaceAsync(page, values);
            await TestAsync(page, values, "The connection works");
            await CloseAsync(page);
            await Expect(values.GetByText("Set", new() { Exact = true })).ToBeVisibleAsync();
            await LooksAllowedAsync(page);

            await RunAgainAsync(page, failedRun);
        });
    }

    private static async Task FailAsync(IPage page)
    {
        await page.GotoAsync("/instances");
        await PressAsync(page, page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = InstanceName }));
        await Expect(Heading(page)).ToHaveTextAsync(InstanceName);
        await LooksAllowedAsync(page);
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "RUN TEST" }));
        await Expect(page.Locator(".page-title").GetByText("Failed")).ToBeVisibleAsync();
    }

    private static async Task TestAsync(IPage page, ILocator row, string outcome)
    {
        await PressAsync(page, row.GetByRole(AriaRole.Button, new() { Name = $"Test the values for {ConnectionName}" }));
        await PressInDialogAsync(page, "Test connection");
        await Expect(Dialog(page)).ToContainTextAsync(outcome);
    }

    private static async Task CloseAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Escape");
        await Expect(Dialog(page)).ToHaveCountAsync(0);
    }

    private static async Task ReplaceAsync(IPage page, ILocator row)
    {
        await PressAsync(page, row.GetByRole(AriaRole.Button, new() { Name = $"Edit the values for {ConnectionName}" }));
        await PressInDialogAsync(page, "Replace Secret Access Key");
        await TypeIntoAsync(page, "Secret Access Key", RightSecret);
        await page.Keyboard.PressAsync("Enter");
        // Before a production value is saved: who depends on it.
        var question = Dialog(page).Last;
        await Expect(question).ToContainTextAsync("1 instance will use the other values");
        await Expect(question).ToContainTextAsync(InstanceName);
        await PressAsync(page, question.GetByRole(AriaRole.Button, new() { Name = "Save values" }));
        await Expect(page.GetByText($"The values of “{CustomerName}” for “{ConnectionName}” were saved.").First).ToBeVisibleAsync();
        await Expect(Dialog(page)).ToHaveCountAsync(0);
    }

    private static async Task RunAgainAsync(IPage page, string failedRun)
    {
        await PressAsync(page, page.GetByRole(AriaRole.Tab, new() { Name = "Runs" }));
        await PressAsync(page, page.GetByRole(AriaRole.Tabpanel).Locator($"a[href='{failedRun}']"));
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Replay" }));
        await Expect(page.Locator(".page-title").GetByText("Succeeded")).ToBeVisibleAsync();
        await Expect(page.Locator(".timeline-status")).ToHaveTextAsync(["Succeeded"]);
        await Expect(page.Locator($"dl a[href='{failedRun}']")).ToBeVisibleAsync();
        await LooksAllowedAsync(page);
    }

    private static async Task LooksAllowedAsync(IPage page)
    {
        await Expect(page.GetByText("You may not open this")).ToHaveCountAsync(0);
        await Expect(page.GetByText("You are not allowed")).ToHaveCountAsync(0);
        var links = await page.Locator("a[href^='/']").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.DoesNotContain(links, link => s_closed.Any(closed => link.StartsWith(closed, StringComparison.Ordinal)));
        var content = await page.ContentAsync();
        Assert.DoesNotContain(RightSecret, content, StringComparison.Ordinal);
        Assert.DoesNotContain(WrongSecret, content, StringComparison.Ordinal);
    }

    private async Task PlantAsync()
    {
        await using var console = await OperatorConsole.OpenAsync(demo);
        var type = new ConnectionTypeKey(AwsS3Connector.Key, AwsS3Connector.ApiKeySecretType);
        var connection = await console.SendAsync(new CreateConnection(
            type, ConnectionKind.Customer, ConnectionName, "support-journey-store", [new SubmittedValue(AwsS3Connector.Inputs.EndpointUrl, console.Sandbox.ToString())],
            Inputs:
            [
                new ConnectionInput(AwsS3Connector.Inputs.AccessKeyId, InputScope.CustomerSpecific), new ConnectionInput(AwsS3Connector.Inputs.SecretAccessKey, InputScope.CustomerSpecific),
                new ConnectionInput(AwsS3Connector.Inputs.EndpointUrl, InputScope.Global),
            ]));
        var customer = await console.SendAsync(new CreateCustomer(CustomerName));
        await console.SendAsync(new CreateCustomerConnection(
            connection, customer, [new SubmittedValue(AwsS3Connector.Inputs.AccessKeyId, AccessKeyId), new SubmittedValue(AwsS3Connector.Inputs.SecretAccessKey, WrongSecret)]));
        var list = new Step("list", "List Pictures", AwsS3Connector.Key, AwsS3Connector.ListObjects.Action, new Dictionary<string, InputValue>
        {
            [AwsS3Connector.Inputs.Region] = new LiteralValue("us-east-1"),
            [AwsS3Connector.Inputs.Connection] = new ConfigVariableValue("Store"),
            [AwsS3Connector.Inputs.Bucket] = new LiteralValue("pokemon-avatars"),
        });
        var integration = await console.SendAsync(new CreateIntegration("Support Journey Listing", "", new IntegrationDefinition(
            [new Flow("main", "Main", TriggerDefinition.Manual, [list])],
            [new RequiredConfigVariable("Store", ConfigVariableType.Connection, Connection: new ConnectionSlot(type.Connector, type.Type, "support-journey-store"))])));
        await console.SendAsync(new PublishVersion(integration, "First version"));
        await console.SendAsync(new DeployInstance(await console.SendAsync(new CreateInstance(customer, integration, InstanceName))));
    }
}
