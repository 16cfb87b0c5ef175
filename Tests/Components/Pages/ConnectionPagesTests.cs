using AngleSharp.Dom;
using Bunit;
using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Pages;
using ConnectionsConsole.App.Pages.Connections;
using ConnectionsConsole.App.Pages.Connections.Dialogs;
using ConnectionsConsole.App.Pages.Customers;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connections.Testing.Commands;
using ConnectionsConsole.Domain.Connections.Testing.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Domain.Values.Commands;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Pages;

/// <summary>The connection's page and its parts: what each person sees, what is asked before something happens, what is refused.</summary>
public sealed class ConnectionPagesTests : PageTest
{
    private static readonly DateTime s_day = new(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc);
    private static readonly ConnectionType s_aws = AwsS3Connector.Definition.ConnectionTypes[0];
    private static readonly ConnectionType s_apiKey = HttpConnector.Definition.ConnectionTypes[0];
    private static readonly Guid s_id = Guid.NewGuid();

    /// <summary>The panel that tests connections has tests of its own.</summary>
    public ConnectionPagesTests() => When<GetConnectionTest, ConnectionTestForm>(_ => new NotFoundError("Nothing to test here."));

    [Fact]
    public void TheList_IsEmpty_SaysWhatAConnectionIsAndOffersToAddOne()
    {
        WhenTypes();
        When<ListConnections, Page<ConnectionRow>>(_ => Page<ConnectionRow>.Empty);
        var page = Render<ConnectionList>();
        page.WaitForAssertion(() => Assert.Contains("No connections yet", page.Markup, StringComparison.Ordinal));
        Assert.Contains(page.FindAll("button"), b => b.TextContent.Contains("Add Connection", StringComparison.Ordinal));
    }

    [Fact]
    public void TheList_ShowsKindStatusAndUsers_AndSendsItsFilters()
    {
        WhenTypes();
        SignIn(Roles.Viewer);
        When<ListConnections, Page<ConnectionRow>>(_ => new Page<ConnectionRow>(
        [
            new(s_id, "Avatar bucket", "avatar-bucket", "aws-s3", "apiKeySecret", ConnectionKind.Global, true, 0, s_day, "AWS S3", "API Key / Secret", ConnectionStatus.Ready, true, 2, 30),
            new(Guid.NewGuid(), "Acme API", "acme-api", "http", "apiKey", ConnectionKind.Customer, false, 17, s_day, "HTTP", "API Key", ConnectionStatus.Incomplete),
        ], 2));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/connections?connector=http&kind=customer&status=incomplete&q=a");
        var page = Render<ConnectionList>();
        page.WaitForAssertion(() => Assert.Contains("Avatar bucket", page.Markup, StringComparison.Ordinal));
        Assert.Contains("2 integrations, 30 instances", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Incomplete", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Nothing", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Find($"a[href='{ConsoleUrls.Connection(s_id)}']"));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Add Connection", StringComparison.Ordinal));
        var sent = Assert.Single(Sent.OfType<ListConnections>());
        Assert.Equal(("a", ConnectionKind.Customer, "http", ConnectionStatus.Incomplete), (sent.Page.Search, sent.Kind, sent.Connector, sent.Status));
    }

    [Fact]
    public void TheList_WithNonsenseInItsAddress_IgnoresIt()
    {
        WhenTypes();
        When<ListConnections, Page<ConnectionRow>>(_ => Page<ConnectionRow>.Empty);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/connections?kind=7&status=-1");
        var page = Render<ConnectionList>();
        page.WaitForAssertion(() => Assert.Contains("No connections match", page.Markup, StringComparison.Ordinal));
        Assert.All(Sent.OfType<ListConnections>(), sent => Assert.True(sent is { Kind: null, Status: null }));
    }

    [Fact]
    public void ThePage_ForSomebodyWhoMayNot_SaysSo()
    {
        SignIn(Roles.None);
        When<GetConnection, ConnectionDetail>(_ => AccessErrors.NotAllowed(Permission.ViewConnections));
        var page = RenderPage();
        page.WaitForAssertion(() => Assert.Contains("You may not open this", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void ThePage_OfWhatIsGone_SaysSo()
    {
        When<GetConnection, ConnectionDetail>(_ => ConnectionErrors.NotFound);
        var page = RenderPage();
        page.WaitForAssertion(() => Assert.Contains("There is no such connection", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ATestOnThePage_ThatFails_ShowsAtOnceInTheTitle()
    {
        var connection = Global();
        When<GetConnection, ConnectionDetail>(_ => connection);
        When<GetConnectionTest, ConnectionTestForm>(_ => new ConnectionTestForm("Avatar bucket", new("aws-s3", "apiKeySecret"), "API Key / Secret", [], null, null, []));
        When<ProbeConnection, ConnectionProbeResult>(_ =>
        {
            connection = connection with { Status = ConnectionStatus.Failing };
            return new ConnectionProbeResult("Avatar bucket", s_day, TimeSpan.Zero, ProbeVerdict.Fails, ProbeCause.WrongKey, "The key is not known.", null, []);
        });
        var page = RenderPage("inputs");
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("button"), b => b.TextContent.Trim().StartsWith("Test connection", StringComparison.Ordinal)));
        Assert.Contains("Ready", page.Markup, StringComparison.Ordinal);
        await Button(page, "Test connection").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("Failing", page.Find(".page-title").TextContent, StringComparison.Ordinal));
        // The outcome stays in sight.
        Assert.Contains("The key is not known.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void TheOverview_TellsOfATestConnectionThatFails_AndOfTheRunThatWasRefused()
    {
        var run = Guid.NewGuid();
        When<GetConnection, ConnectionDetail>(_ => Global() with { Status = ConnectionStatus.Failing, FailedRunId = run, TestHealth = ConnectionHealth.Expired });
        var page = RenderPage();
        page.WaitForAssertion(() => Assert.Contains("refused these values in the last run", page.Find($":has(> a[href='{ConsoleUrls.Run(run)}'])").TextContent, StringComparison.Ordinal));
        Assert.Contains("Expired", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Admin, "Edit, Make it the default for AWS S3, Delete connection", "Overview, Inputs, Test Runner Connection, Usage, History")]
    [InlineData(Roles.Builder, "", "Overview, Inputs, Test Runner Connection, Usage")]
    [InlineData(Roles.Support, "", "Overview, Inputs, Test Runner Connection, Usage")]
    [InlineData(Roles.Viewer, "", "Overview, Inputs, Test Runner Connection, Usage")]
    public void TheOverview_ShowsEachRoleItsButtonsAlone(Roles roles, string buttons, string tabs)
    {
        SignIn(roles);
        When<GetConnection, ConnectionDetail>(_ => Global());
        var page = RenderPage();
        page.WaitForAssertion(() => Assert.Equal("Avatar bucket", page.Find("h1").TextContent));
        Assert.Equal(buttons, string.Join(", ", page.FindAll("button:not(.copy)").Select(b => b.TextContent.Trim())));
        Assert.Equal(tabs, string.Join(", ", page.FindAll("a[role=tab]").Select(t => t.TextContent.Trim())));
    }

    [Theory]
    [InlineData(Roles.Builder, "inputs", "")]
    [InlineData(Roles.Support, "inputs", "")]
    [InlineData(Roles.Admin, "inputs", "Undo last change, Replace values, Same as? Compare Secret Access Key")]
    [InlineData(Roles.Support, "test", "")]
    [InlineData(Roles.Builder, "test", "Remove, Undo last change, Change test connection, Same as? Compare Secret Access Key")]
    public void TheTabs_OfferEachRoleWhatItMayDo(Roles roles, string tab, string buttons)
    {
        SignIn(roles);
        When<GetConnection, ConnectionDetail>(_ => Global());
        var page = RenderPage(tab);
        page.WaitForAssertion(() => Assert.Contains("Secret Access Key", page.Find("[role=tabpanel]").TextContent, StringComparison.Ordinal));
        Assert.Equal(buttons, string.Join(", ", page.FindAll("[role=tabpanel] button:not(.copy)").Select(b => b.TextContent.Trim())));
        Assert.Contains("Set on", page.Find("[role=tabpanel]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void GlobalInputsOfTheCustomerKind_AreShownAsLocked_WithoutAWayToChangeThem()
    {
        When<GetConnection, ConnectionDetail>(_ => Customer());
        var page = RenderPage("inputs");
        page.WaitForAssertion(() => Assert.Contains("They can never be changed.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("X-Acme", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[role=tabpanel] button"));
        Assert.Equal("API Key|Required, secret", string.Join('|', page.FindAll("section:last-of-type dl > *").Take(2).Select(e => e.TextContent)));
    }

    [Fact]
    public void WithoutATestConnection_ThePageSaysWhatThatMeans()
    {
        When<GetConnection, ConnectionDetail>(_ => Customer());
        var page = RenderPage("test");
        page.WaitForAssertion(() => Assert.Contains("are refused before their first step", page.Find(".notice").TextContent, StringComparison.Ordinal));
        When<GetConnection, ConnectionDetail>(_ => Global() with { Test = Unset(s_aws), FallbackAllowed = true });
        page = RenderPage("test");
        page.WaitForAssertion(() => Assert.Contains("use the production values, and say so", page.Find(".notice").TextContent, StringComparison.Ordinal));
        When<GetConnection, ConnectionDetail>(_ => Global() with { Test = Unset(s_aws), FallbackAllowed = false });
        page = RenderPage("test");
        page.WaitForAssertion(() => Assert.Contains("does not let them use production values", page.Find(".notice").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReplacingProductionValues_SaysWhoDependsOnThem_AndSavesOnlyAfterTheAnswer()
    {
        When<GetConnection, ConnectionDetail>(_ => Global());
        When<GetConnectionDependents, ConnectionDependents>(_ => new ConnectionDependents(2, 2,
        [
            new(Guid.NewGuid(), "Sync for Smith", "Smith", InstanceStatus.Deployed, [TriggerDefinition.Manual]),
            new(Guid.NewGuid(), "Sync for FTL", "FTL Rockets", InstanceStatus.Deployed, [new TriggerDefinition(TriggerKind.Schedule, "0 3 * * *")]),
        ]));
        When<UpdateConnectionValues, Guid>(_ => s_id);
        var host = Render<DialogHost>();
        var page = RenderPage("inputs");
        page.WaitForAssertion(() => Assert.Contains("Replace values", page.Markup, StringComparison.Ordinal));
        Button(page, "Replace values").Click();
        host.WaitForElement("form");
        Assert.Equal("AKIA-EXAMPLE", Input(host, "Access Key ID").GetAttribute("value"));
        await host.FindAll("button").First(b => b.TextContent.StartsWith("Replace", StringComparison.Ordinal)).ClickAsync(new());
        Input(host, "Secret Access Key").Change("another-secret");
        // Not awaited: it ends with the answer to the question.
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal(2, host.FindAll("form").Count));
        var question = host.FindAll("form")[1];
        Assert.Contains("2 instances of 2 customers use them from the next run on", question.TextContent, StringComparison.Ordinal);
        Assert.Contains("Sync for FTL (FTL Rockets), next run on its schedule (0 3 * * *)", question.TextContent, StringComparison.Ordinal);
        Assert.Empty(Sent.OfType<UpdateConnectionValues>());
        await question.SubmitAsync();
        host.WaitForAssertion(() => Assert.Empty(host.FindAll("form")));
        var sent = Assert.Single(Sent.OfType<UpdateConnectionValues>());
        Assert.Equal([new SubmittedValue("secretAccessKey", "another-secret")], sent.Values);
    }

    [Fact]
    public async Task ReplacingProductionValues_WithAnEmptiedRequiredOne_IsRefusedAtItsField()
    {
        When<GetConnection, ConnectionDetail>(_ => Global());
        var host = Render<DialogHost>();
        var page = RenderPage("inputs");
        page.WaitForAssertion(() => Assert.Contains("Replace values", page.Markup, StringComparison.Ordinal));
        Button(page, "Replace values").Click();
        host.WaitForElement("form");
        await host.Find("form").SubmitAsync();
        Assert.Contains("Nothing was changed yet.", host.Markup, StringComparison.Ordinal);
        Input(host, "Access Key ID").Change("");
        await host.Find("form").SubmitAsync();
        Assert.Contains("“Access Key ID” is required.", host.Markup, StringComparison.Ordinal);
        Assert.Empty(Sent.OfType<GetConnectionDependents>());
    }

    [Fact]
    public async Task ATestConnection_IsSavedWithoutAskingAnybody_AndARefusalStandsAtItsField()
    {
        SignIn(Roles.Builder);
        When<GetConnection, ConnectionDetail>(_ => Customer());
        When<SetTestConnection, Guid>(_ => new InvalidError("apiKey", "“API Key” is one line."));
        var host = Render<DialogHost>();
        var page = RenderPage("test");
        page.WaitForAssertion(() => Assert.Contains("Set test connection", page.Markup, StringComparison.Ordinal));
        Button(page, "Set test connection").Click();
        host.WaitForElement("form");
        await host.Find("form").SubmitAsync();
        Assert.Contains("“API Key” is required.", host.Markup, StringComparison.Ordinal);
        Input(host, "API Key").Change("tiny");
        host.WaitForAssertion(() => Assert.Contains("fewer than 6 characters", host.Markup, StringComparison.Ordinal));
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Contains("is one line.", host.Markup, StringComparison.Ordinal));
        When<SetTestConnection, Guid>(_ => Guid.NewGuid());
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Empty(host.FindAll("form")));
        Assert.Equal([new SubmittedValue("apiKey", "tiny")], Sent.OfType<SetTestConnection>().Last().Values);
    }

    [Fact]
    public async Task AfterAChange_TheOpenTabShowsTheNewState()
    {
        var isDefault = false;
        When<GetConnection, ConnectionDetail>(_ => Global() with { IsDefaultForConnector = isDefault });
        When<MarkDefaultConnection, Guid>(r =>
        {
            isDefault = r.IsDefault;
            return Guid.NewGuid();
        });
        var page = RenderPage();
        page.WaitForAssertion(() => Assert.Contains("Make it the default for AWS S3", page.Markup, StringComparison.Ordinal));
        await Button(page, "Make it the default for AWS S3").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("No longer the default", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deleting_WhatIsInUse_ShowsTheListOfItsUsers()
    {
        var integration = Guid.NewGuid();
        When<GetConnection, ConnectionDetail>(_ => Global());
        When<DeleteConnection, Guid>(_ => ConnectionErrors.InUse("Avatar bucket", [new Usage("integration", integration, "Avatar Sync"), new Usage("version", Guid.NewGuid(), "Avatar Sync, version 1")]));
        var host = Render<DialogHost>();
        var page = RenderPage();
        page.WaitForAssertion(() => Assert.Contains("Danger zone", page.Markup, StringComparison.Ordinal));
        Button(page, "Delete connection").Click();
        host.WaitForElement("form");
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Contains("It was not deleted.", host.Markup, StringComparison.Ordinal));
        Assert.NotNull(host.Find($"a[href='{ConsoleUrls.Integration(integration)}']"));
        Assert.Contains("Avatar Sync, version 1", host.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void TheUsersOfAThing_AreLinkedForThoseWhoMayOpenThem()
    {
        var (integration, instance, nobody) = (Guid.NewGuid(), Guid.NewGuid(), new Usage("integration", Guid.Empty, "test configuration of an integration"));
        var refusal = ConnectionErrors.InUse("Avatar bucket", [new Usage("integration", integration, "Avatar Sync"), new Usage("instance", instance, "Avatars for Smith"), nobody]);

        Assert.Equal([ConsoleUrls.Integration(integration), ConsoleUrls.Instance(instance)], Links(Roles.Builder));
        Assert.Equal([ConsoleUrls.Instance(instance)], Links(Roles.Support));
        Assert.Empty(Links(Roles.None));

        IEnumerable<string?> Links(Roles roles)
        {
            SignIn(roles);
            var host = Render<DialogHost>();
            var dialogs = Services.GetRequiredService<ConsoleDialogs>();
            _ = host.InvokeAsync(() => dialogs.ShowAsync<InUseDialog, bool>(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(InUseDialog.Title)] = "In use", [nameof(InUseDialog.Consequence)] = "It was not deleted.", [nameof(InUseDialog.Error)] = refusal,
            }));
            host.WaitForAssertion(() => Assert.Equal(
                ["Avatar Sync integration", "Avatars for Smith instance", "test configuration of an integration integration"],
                host.FindAll("li").Select(l => string.Join(' ', l.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))));
            var links = host.FindAll("li a").Select(a => a.GetAttribute("href")).ToList();
            host.Find("form").Submit();
            host.WaitForAssertion(() => Assert.Empty(host.FindAll("dialog")));
            return links;
        }
    }

    [Fact]
    public async Task AllowedHosts_AreEdited_AndARefusalStandsAtTheField()
    {
        When<GetConnection, ConnectionDetail>(_ => Global());
        When<UpdateConnection, Guid>(_ => ConnectionErrors.HostMalformed("a b"));
        var host = Render<DialogHost>();
        var page = RenderPage();
        page.WaitForAssertion(() => Assert.Contains("Danger zone", page.Markup, StringComparison.Ordinal));
        Button(page, "Edit").Click();
        host.WaitForElement("form");
        host.FindAll("textarea")[1].Change("s3.example.com\n*.example.org, a b");
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Contains("is no host", host.Markup, StringComparison.Ordinal));
        Assert.Equal(["s3.example.com", "*.example.org", "a b"], Assert.Single(Sent.OfType<UpdateConnection>()).AllowedHosts);
    }

    [Fact]
    public async Task SameAs_ShowsTheAnswerAndForgetsWhatWasTyped()
    {
        When<GetConnection, ConnectionDetail>(_ => Global());
        When<CompareSecret, bool>(r => r.Value == "the-same");
        var page = RenderPage("inputs");
        page.WaitForAssertion(() => Assert.Contains("Same as?", page.Markup, StringComparison.Ordinal));
        await page.FindAll("button").First(b => b.TextContent.StartsWith("Same as?", StringComparison.Ordinal)).ClickAsync(new());
        await page.FindAll("button").First(b => b.TextContent.Trim() == "Compare").ClickAsync(new());
        Assert.Contains("Paste the value to compare.", page.Markup, StringComparison.Ordinal);
        page.Find(".compare input").Input("the-same");
        await page.FindAll("button").First(b => b.TextContent.Trim() == "Compare").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("It is the same value.", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("the-same", page.Markup, StringComparison.Ordinal);
        page.Find(".compare input").Input("another");
        await page.Find(".compare input").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "Enter" });
        page.WaitForAssertion(() => Assert.Contains("It is another value.", page.Markup, StringComparison.Ordinal));
        When<CompareSecret, bool>(_ => new ConflictError("You have compared 10 values.", "value"));
        page.Find(".compare input").Input("another");
        await page.Find(".compare input").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "Enter" });
        page.WaitForAssertion(() => Assert.Contains("You have compared 10 values.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void TheCustomersTab_ShowsWhoLacksValues_AndOffersSupportToAddThem()
    {
        SignIn(Roles.Support);
        When<GetConnection, ConnectionDetail>(_ => Customer());
        When<ListConnectionCustomers, Page<ConnectionCustomerRow>>(_ => new Page<ConnectionCustomerRow>(
        [
            new(Guid.NewGuid(), "FTL Rockets", null, CustomerConnectionState.Missing, null, null, null),
            new(Guid.NewGuid(), "Smith", "smith", CustomerConnectionState.Failing, Guid.NewGuid(), s_day, Guid.NewGuid()),
        ], 2));
        var page = RenderPage("customers");
        page.WaitForAssertion(() => Assert.Contains("FTL Rockets", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Missing", page.Markup, StringComparison.Ordinal);
        Assert.Contains("see the run", page.Markup, StringComparison.Ordinal);
        Assert.Equal(["Customer's values", "Add values of FTL Rockets", "Test the values of Smith", "Edit the values of Smith"],
            page.FindAll("[role=tabpanel] .rz-button").Select(b => b.TextContent.Trim()));
    }

    [Fact]
    public async Task DisableAll_AsksWithTheInstances_ThenPausesThem()
    {
        SignIn(Roles.Support);
        When<GetConnection, ConnectionDetail>(_ => Global());
        When<ListInstances, Page<InstanceRow>>(_ => new Page<InstanceRow>(
            [new(Guid.NewGuid(), "Sync", Guid.NewGuid(), "Smith", Guid.NewGuid(), "Avatar Sync", 1, 1, InstanceStatus.Deployed, s_day)], 1));
        When<GetConnectionDependents, ConnectionDependents>(_ => new ConnectionDependents(1, 1, [new(Guid.NewGuid(), "Sync", "Smith", InstanceStatus.Deployed, [TriggerDefinition.Manual])]));
        When<PauseConnectionInstances, int>(_ => 1);
        var host = Render<DialogHost>();
        var page = RenderPage("usage");
        page.WaitForAssertion(() => Assert.Contains("Disable all", page.Markup, StringComparison.Ordinal));
        Button(page, "Disable all").Click();
        host.WaitForElement("form");
        Assert.Contains("1 instance of 1 customer", host.Markup, StringComparison.Ordinal);
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Single(Sent.OfType<PauseConnectionInstances>()));
    }

    private static ConnectionDetail Global() => new(
        s_id, "Avatar bucket", "Our bucket", "avatar-bucket", new("aws-s3", "apiKeySecret"), "AWS S3", "API Key / Secret", s_aws, ConnectionKind.Global,
        ConnectionStatus.Ready, false, [], s_day, Guid.NewGuid(), [],
        new ValuesDetail(s_id, Guid.NewGuid(), 2, true, Stored(s_aws)), new ValuesDetail(Guid.NewGuid(), Guid.NewGuid(), 2, true, Stored(s_aws)), 0, 0, 1, 1, null, null, true);

    private static ConnectionDetail Customer() => new(
        s_id, "Acme API", "", "acme-api", new("http", "apiKey"), "HTTP", "API Key", s_apiKey, ConnectionKind.Customer,
        ConnectionStatus.Ready, false, [], s_day, Guid.NewGuid(), [new("headerName", InputScope.Global), new("apiKey", InputScope.CustomerSpecific), new("prefix", InputScope.CustomerSpecific)],
        new ValuesDetail(s_id, Guid.NewGuid(), 1, false, [new InputState(s_apiKey.Inputs[1], true, "X-Acme", s_day, "Ada")]), Unset(s_apiKey), 1, 0, 1, 1, null, null, true);

    private static ValuesDetail Unset(ConnectionType type) => new(null, null, 0, false, InputState.Of(type.Inputs, null, true));

    private static IReadOnlyList<InputState> Stored(ConnectionType type) =>
        [.. type.Inputs.Where(i => i.Required).Select(i => new InputState(i, true, i.IsSecret ? null : "AKIA-EXAMPLE", s_day, "Ada"))];

    private static IElement Button(IRenderedComponent<IComponent> rendered, string text) => rendered.FindAll("button").First(b => b.TextContent.Trim() == text);

    private static IElement Input(IRenderedComponent<IComponent> rendered, string label) =>
        rendered.Find("#" + rendered.FindAll("label").First(l => l.TextContent.StartsWith(label, StringComparison.Ordinal)).GetAttribute("for"));

    private void WhenTypes() => When<GetConnectionTypes, IReadOnlyList<ConnectorChoice>>(_ => Result<IReadOnlyList<ConnectorChoice>>.Success([new("http", "HTTP", "Requests", HttpConnector.Definition.ConnectionTypes)]));

    private IRenderedComponent<ConnectionPage> RenderPage(string? tab = null)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(ConsoleUrls.Connection(s_id, tab));
        return Render<ConnectionPage>(parameters => parameters.Add(p => p.Id, s_id));
    }
}
