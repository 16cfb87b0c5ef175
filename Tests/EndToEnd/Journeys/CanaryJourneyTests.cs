using System.Text;
using ConnectionsConsole.Domain.ConfigVariables.Queries;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Credentials.Queries;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Canary;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using BindingSource = ConnectionsConsole.Domain.Instances.BindingSource;
using static ConnectionsConsole.Tests.EndToEnd.Running.Keyboard;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>
/// Secrets of every kind are set in the pages, a run uses them and tells them, and every page that shows them is opened: none of it comes back to the
/// browser, neither in HTML nor through the hub. On the way, a connection with a wrong key is tested, and says what to do.
/// </summary>
[Collection(DemoCollection.Name)]
public sealed class CanaryJourneyTests(DemoConsole demo, BrowserFixture browser)
{
    private const string CustomerName = "Canary Company";
    private const string BucketName = "Canary bucket";
    private const string ApiName = "Canary API";
    private const string CredentialName = "Canary keys";
    private const string VariableName = "canary signing key";
    private const string InstanceName = "Canary instance";

    // Known to the demo's bucket, with another secret.
    private const string AccessKeyId = "AKIADEMOSANDBOX00001";

    // With characters that every encoding writes in its own way.
    private const string Production = "canary<production>&7f3a";
    private const string Test = "canary<test>&19bc";
    private const string Customer = "canary<customer>&e2d0";
    private const string Credential = "canary<credential>&55aa";
    private const string Variable = "canary<variable>&c0de";

    /// <summary>No secret: what the step gives beside the secrets, so it has to be found where they are looked for.</summary>
    private const string Marker = "this-may-be-seen-8d21";

    private static readonly string[] s_canaries = [Production, Test, Customer, Credential, Variable];

    [ChromiumFact]
    public Task SecretsThatAreSetInPages_ComeBackInNoFrameAndNoAnswer() => browser.RunAsync(demo.Options, async page =>
    {
        await using var console = await OperatorConsole.OpenAsync(demo);
        await PlantApiAsync(console);
        await demo.SignInAsync(page);
        var traffic = new TrafficRecorder(page);

        await AddBucketAsync(page, console.Sandbox);
        await TestBucketAsync(page);
        var bucket = new Uri(page.Url).AbsolutePath;
        await SetCustomersValueAsync(page);
        var customer = new Uri(page.Url).AbsolutePath;
        await AddCredentialAsync(page);
        var credential = new Uri(page.Url).AbsolutePath;
        await AddVariableAsync(page);
        var variable = new Uri(page.Url).AbsolutePath;
        var instance = $"/instances/{await PlantInstanceAsync(console)}";
        await RunAsync(page, instance);
        await VisitAsync(
            page, [.. new[] { "inputs", "test", "usage", "history" }.Select(tab => $"{bucket}?tab={tab}"), $"{customer}?tab=connections", $"{credential}?tab=usage", $"{variable}?tab=usage",
            $"{instance}?tab=configuration", $"{instance}/configuration", "/settings/connections", "/settings/audit-log"]);

        await NothingCameBackAsync(traffic);
    });

    private static async Task AddBucketAsync(IPage page, Uri sandbox)
    {
        await AddConnectionSteps.OpenAsync(page);
        await AddConnectionSteps.ChooseTypeAsync(page, "AWS", "API Key / Secret", AddConnectionSteps.Global);
        await AddConnectionSteps.NameAsync(page, BucketName, "canary-bucket");
        await TypeBucketAsync(page, Production, sandbox);
        await AddConnectionSteps.CreateAsync(page);
        await TypeBucketAsync(page, Test, sandbox);
        await Expect(page.GetByText("The test connection was saved.").First).ToBeVisibleAsync();
        await Expect(page).Not.ToHaveURLAsync(AddConnectionSteps.Offering);
    }

    private static async Task TypeBucketAsync(IPage page, string secret, Uri sandbox)
    {
        await TypeIntoAsync(page, "Access Key ID", AccessKeyId);
        await TypeIntoAsync(page, "Secret Access Key", secret);
        await TypeIntoAsync(page, "Endpoint URL", sandbox.ToString());
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task TestBucketAsync(IPage page)
    {
        await PressAsync(page, page.GetByRole(AriaRole.Tab, new() { Name = "Inputs" }));
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Test connection" });
        await PressAsync(page, panel.GetByRole(AriaRole.Button, new() { Name = "Test connection" }));
        await Expect(panel).ToContainTextAsync("The connection fails");
        await Expect(panel).ToContainTextAsync("The Secret Access Key does not belong to the Access Key ID.");
        await Expect(panel).ToContainTextAsync("What to do: Enter the secret again, whole and without spaces; if it is lost, make a new key.");
        // What comes before was done, and is told.
        await Expect(panel.Locator(".test-layer").Nth(1)).ToContainTextAsync("Passed");
    }

    private static async Task SetCustomersValueAsync(IPage page)
    {
        await page.GotoAsync("/customers");
        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = CustomerName }).First);
        await PressAsync(page, page.GetByRole(AriaRole.Tab, new() { Name = "Connections" }));
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Add connection", Exact = true }));
        await Expect(Dialog(page).GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(ApiName);
        await Expect(Dialog(page).GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await TypeIntoAsync(page, "API Key", Customer);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText($"The values of “{CustomerName}” for “{ApiName}” were saved.").First).ToBeVisibleAsync();
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = $"Edit the values for {ApiName}" }));
        await Expect(Dialog(page)).ToContainTextAsync("Set on");
        await page.Keyboard.PressAsync("Escape");
        await Expect(Dialog(page)).ToHaveCountAsync(0);
    }

    private static async Task AddCredentialAsync(IPage page)
    {
        await page.GotoAsync("/settings/credentials");
        await PressAsync(page, page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Credential", Exact = true }).First);
        await TypeIntoAsync(page, "Name", CredentialName);
        await CheckAsync(page, Dialog(page).GetByRole(AriaRole.Radio, new() { Name = "API Key / Secret" }));
        await page.Keyboard.PressAsync("Enter");
        await TypeIntoAsync(page, "API Key", AccessKeyId);
        await TypeIntoAsync(page, "API Secret", Credential);
        await page.Keyboard.PressAsync("Enter");
        await PressInDialogAsync(page, "Add credential");
        await OpenAsync(page, CredentialName);
    }

    private static async Task AddVariableAsync(IPage page)
    {
        await page.GotoAsync("/settings/config-variables");
        await PressAsync(page, page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Config Variable", Exact = true }).First);
        await TypeIntoAsync(page, "Name", VariableName);
        await CheckAsync(page, Dialog(page).GetByRole(AriaRole.Checkbox, new() { Name = "Secret" }));
        await TypeIntoAsync(page, "Value", Variable);
        await PressInDialogAsync(page, "Add config variable");
        await OpenAsync(page, VariableName);
    }

    private static async Task OpenAsync(IPage page, string name)
    {
        await PressAsync(page, page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = name }).First);
        await Expect(Heading(page)).ToHaveTextAsync(name);
    }

    private static async Task RunAsync(IPage page, string instance)
    {
        await page.GotoAsync(instance);
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "RUN TEST" }));
        await Expect(page.Locator(".page-title").GetByText("Failed")).ToBeVisibleAsync();
        await Expect(page.GetByText("Failed in step “List” (Credentials)")).ToBeVisibleAsync();
        var run = new Uri(page.Url).AbsolutePath;
        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Tell" }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Tell" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(Marker);
        await page.EvaluateAsync("address => fetch(address).then(answer => answer.text())", $"{run}/steps/0/output");
    }

    private static async Task VisitAsync(IPage page, IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
                await page.GotoAsync(address);
            await Heading(page).WaitForAsync();
            await Expect(page.Locator("[aria-busy='true']:visible")).ToHaveCountAsync(0);
        }
    }

    private static async Task NothingCameBackAsync(TrafficRecorder traffic)
    {
        var bodies = await traffic.BodiesAsync();
        var secrets = new CanaryScanner(s_canaries);
        Assert.Empty(secrets.ScanBytes("hub", traffic.HubReceived));
        Assert.All(bodies, body => Assert.Empty(secrets.ScanBytes(body.Address, body.Body)));

        // The scan can find: what was typed is in what was sent, and what may be seen is in all that came back.
        var sent = secrets.ScanBytes("sent", traffic.HubSent).Select(finding => finding.Canary).Distinct(StringComparer.Ordinal);
        Assert.Equal(s_canaries.Order(StringComparer.Ordinal), sent.Order(StringComparer.Ordinal));
        var visible = new CanaryScanner(Marker);
        Assert.NotEmpty(visible.ScanBytes("hub", traffic.HubReceived));
        Assert.Contains(bodies, body => visible.ScanBytes(body.Address, body.Body).Count > 0);
        Assert.Contains(bodies, body => Encoding.UTF8.GetString(body.Body).Contains("<!DOCTYPE html>", StringComparison.Ordinal));
    }

    /// <summary>The shape, which holds no secret, and the customer.</summary>
    private static async Task PlantApiAsync(OperatorConsole console)
    {
        await console.SendAsync(new CreateConnection(
            new ConnectionTypeKey(HttpConnector.Key, HttpConnector.ApiKeyType), ConnectionKind.Customer, ApiName, "canary-api", [],
            Inputs: [new("headerName", InputScope.Global), new("apiKey", InputScope.CustomerSpecific), new("prefix", InputScope.Global)]));
        await console.SendAsync(new CreateCustomer(CustomerName));
    }

    /// <summary>An instance that uses every secret, and whose code tells all that it gets to the log and to its output.</summary>
    private static async Task<Guid> PlantInstanceAsync(OperatorConsole console)
    {
        var credential = (await console.SendAsync(new ListCredentials(new PageRequest(Search: CredentialName)))).Items[0].Id;
        var variable = (await console.SendAsync(new ListConfigVariables(new PageRequest(Search: VariableName)))).Items[0].Id;
        var customer = (await console.SendAsync(new Domain.Customers.Queries.ListCustomers(new PageRequest(Search: CustomerName)))).Items[0].Id;
        var integration = await console.SendAsync(new CreateIntegration("Canary Integration", "", new IntegrationDefinition(
            [
                new Flow("main", "Main", TriggerDefinition.Manual,
                [
                    new Step("tell", "Tell", CodeConnector.Key, CodeConnector.RunCode.Action, new Dictionary<string, InputValue> { [CodeConnector.Code] = new LiteralValue(Code) }),
                    new Step("list", "List", AwsS3Connector.Key, AwsS3Connector.ListObjects.Action, new Dictionary<string, InputValue>
                    {
                        [AwsS3Connector.Inputs.Region] = new LiteralValue("us-east-1"), [AwsS3Connector.Inputs.Connection] = new ConfigVariableValue("Bucket"),
                        [AwsS3Connector.Inputs.Bucket] = new LiteralValue("pokemon-avatars"),
                    }),
                ]),
            ],
            [
                new RequiredConfigVariable("Key"),
                new RequiredConfigVariable("Bucket", ConfigVariableType.Connection, Connection: new ConnectionSlot(AwsS3Connector.Key, StableKey: "canary-bucket")),
                new RequiredConfigVariable("API", ConfigVariableType.Connection, Connection: new ConnectionSlot(HttpConnector.Key, StableKey: "canary-api")),
                new RequiredConfigVariable("Archive", ConfigVariableType.Connection, Connection: new ConnectionSlot(AwsS3Connector.Key)),
            ])));
        await console.SendAsync(new PublishVersion(integration, "First version"));
        var instance = await console.SendAsync(new CreateInstance(customer, integration, InstanceName, Configuration: new InstanceConfiguration(
        [
            new VariableBinding("Key", BindingSource.OrganizationVariable, ReferenceId: variable), new VariableBinding("Archive", BindingSource.Credential, ReferenceId: credential),
        ])));
        await console.SendAsync(new DeployInstance(instance));
        return instance;
    }

    private const string Code =
        $$"""
        module.exports = async ({ logger, configVars, credential }) => {
          const all = JSON.stringify({ configVars, credential });
          logger.info(all);
          logger.warn(Buffer.from(all).toString("base64"), encodeURIComponent(all), Buffer.from(all).toString("hex"));
          return { data: { marker: "{{Marker}}", configVars, credential, encoded: Buffer.from(all).toString("base64url") } };
        };
        """;
}
