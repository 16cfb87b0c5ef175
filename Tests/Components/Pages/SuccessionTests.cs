using AngleSharp.Dom;
using Bunit;
using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Pages.Connections;
using ConnectionsConsole.App.Pages.Connections.Dialogs;
using ConnectionsConsole.App.Pages.Customers;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Pages;

/// <summary>Superseding a connection step by step, what is left to do afterwards, and the readiness list.</summary>
public sealed class SuccessionTests : PageTest
{
    private static readonly Guid s_id = Guid.NewGuid();
    private static readonly Guid s_successor = Guid.NewGuid();
    private static readonly Guid s_smith = Guid.NewGuid();
    private static readonly ConnectionType s_type = HttpConnector.Definition.ConnectionTypes.Single(t => t.Key == HttpConnector.ApiKeyType);
    private IRenderedComponent<DialogHost>? _host;
    private Task<SuccessorCreated?>? _answer;

    public SuccessionTests()
    {
        When<ProposeStableKey, string>(_ => "http-api-key-2");
        When<CheckStableKey, StableKeyCheck>(r => new StableKeyCheck(r.StableKey == "taken" ? ConnectionErrors.StableKeyTaken : null));
        When<SupersedeConnection, Guid>(_ => s_successor);
        When<ListConnectionCustomers, Page<ConnectionCustomerRow>>(_ => new Page<ConnectionCustomerRow>(
            [new(s_smith, "Smith", "smith", CustomerConnectionState.Set, Guid.NewGuid(), DateTime.UnixEpoch, null), new(Guid.NewGuid(), "Missing", null, CustomerConnectionState.Missing, null, null, null)], 2));
    }

    private IRenderedComponent<DialogHost> Host => _host!;

    private string Step => Host.Find("p[role=status]").TextContent;

    [Fact]
    public async Task TheDialog_KeepsGlobalValues_CopiesForAll_AndCreatesTheSuccessor()
    {
        await OpenAsync();
        Assert.Equal("http-api-key-2", Field("Stable key").GetAttribute("value"));
        await NextAsync();
        Assert.Equal("Step 2 of 4: Inputs", Step);
        Assert.Equal("X-Acme", Field("Header Name").GetAttribute("value"));
        Field("Header Name").Change("X-Other");
        await NextAsync();
        Assert.Equal("Step 3 of 4: Customers", Step);
        await NextAsync();
        Assert.Equal("Step 4 of 4: Review", Step);
        Assert.Contains("the values of 2 customers are copied", Host.Markup, StringComparison.Ordinal);
        Assert.Contains("can never be changed once the successor is created", Host.Markup, StringComparison.Ordinal);
        await NextAsync();
        Host.WaitForAssertion(() => Assert.True(_answer!.IsCompletedSuccessfully));
        Assert.Null((await _answer!)!.CustomerIds);
        var sent = Assert.Single(Sent.OfType<SupersedeConnection>());
        Assert.Equal([new SubmittedValue("headerName", "X-Other")], sent.Values);
        Assert.Equal(InputScope.Global, sent.Inputs!.Single(i => i.Key == "headerName").Scope);
    }

    [Fact]
    public async Task CancellingWithTypedWork_AsksFirst_EvenFromALaterStep()
    {
        await OpenAsync();
        Field("Name").Change("Another name");
        await NextAsync();
        Host.FindAll("footer button").First(b => b.TextContent.Trim() == "Cancel").Click();
        Host.WaitForAssertion(() => Assert.Contains("Discard what you have entered?", Host.Markup, StringComparison.Ordinal));
        Host.FindAll("footer button").First(b => b.TextContent.Trim() == "Keep editing").Click();
        Host.WaitForAssertion(() => Assert.DoesNotContain("Discard what you have entered?", Host.Markup, StringComparison.Ordinal));
        Assert.False(_answer!.IsCompleted);
        Assert.Equal("Step 2 of 4: Inputs", Step);
    }

    [Fact]
    public async Task CancellingWhatWasNeverChanged_AsksNothing()
    {
        await OpenAsync();
        await NextAsync();
        Host.FindAll("footer button").First(b => b.TextContent.Trim() == "Cancel").Click();
        Host.WaitForAssertion(() => Assert.True(_answer!.IsCompletedSuccessfully));
        Assert.Null(await _answer!);
    }

    [Fact]
    public async Task TheDialog_WithATakenStableKeyOrNoName_StaysAtIdentity()
    {
        await OpenAsync();
        Field("Stable key").Change("taken");
        Field("Name").Change(" ");
        await NextAsync();
        Assert.Equal("Step 1 of 4: Identity", Step);
        Assert.Contains(ConnectionErrors.StableKeyTaken, Host.Markup, StringComparison.Ordinal);
        Assert.Contains("Give the connection a name.", Host.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInputThatBecomesGlobal_NeedsItsValue()
    {
        await OpenAsync();
        await NextAsync();
        Host.FindAll("fieldset.scoped")[0].QuerySelectorAll("input[type=radio]")[1].Change("1");
        await NextAsync();
        Assert.Equal("Step 2 of 4: Inputs", Step);
        Assert.Contains("“API Key” is required.", Host.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChosenCustomers_AreAskedFor_AndGivenBack()
    {
        await OpenAsync();
        await NextAsync();
        await NextAsync();
        Host.FindAll("input[type=radio]")[1].Change("1");
        await NextAsync();
        Assert.Contains("Choose at least one customer.", Host.Markup, StringComparison.Ordinal);
        await Host.Find("input[role=combobox]").FocusAsync(new());
        Host.WaitForAssertion(() => Assert.Equal(["Smith"], Host.FindAll("[role=option] > span:first-child").Select(o => o.TextContent)));
        Host.Find("[role=option]").Click();
        Assert.Contains("Leave out Smith", Host.Markup, StringComparison.Ordinal);
        await NextAsync();
        await NextAsync();
        Host.WaitForAssertion(() => Assert.True(_answer!.IsCompletedSuccessfully));
        Assert.Equal([s_smith], (await _answer!)!.CustomerIds!);
    }

    [Fact]
    public async Task ARefusal_GoesBackToItsStep()
    {
        When<SupersedeConnection, Guid>(_ => new InvalidError("headerName", "Not like this."));
        await OpenAsync();
        for (var step = 0; step < 4; step++)
        {
            await NextAsync();
        }

        Host.WaitForAssertion(() => Assert.Equal("Step 2 of 4: Inputs", Step));
        Assert.Contains("Not like this.", Host.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsLeft_IsCopiedInBatchesAndRepointed()
    {
        var left = 70;
        var integration = Guid.NewGuid();
        When<GetSuccession, Succession>(_ => new Succession(s_successor, "Acme API 2", left, 1, 3));
        When<GetConnectionUsage, IReadOnlyList<UsingIntegration>>(_ => Result<IReadOnlyList<UsingIntegration>>.Success([new(integration, "Avatar Sync", true, [1], Guid.NewGuid())]));
        When<CopyCustomerConnections, CopiedCustomers>(_ =>
        {
            var copied = Math.Min(50, left);
            left -= copied;
            return new CopiedCustomers(copied, left);
        });
        When<RepointDraft, Guid>(_ => Guid.NewGuid());
        var card = Render<SuccessionCard>(p => p.Add(c => c.Connection, Connection() with { SupersededById = s_successor, SupersededByName = "Acme API 2" }));
        card.WaitForAssertion(() => Assert.Contains("70 customers with values here have none under the successor.", card.Markup, StringComparison.Ordinal));
        Assert.Contains("3 instances still run a version that references it", card.Markup, StringComparison.Ordinal);
        await card.FindAll("button").First(b => b.TextContent.Trim() == "Copy their values").ClickAsync(new());
        card.WaitForAssertion(() => Assert.Contains("Every customer with values here", card.Markup, StringComparison.Ordinal));
        Assert.Equal(2, Sent.OfType<CopyCustomerConnections>().Count());
        await card.FindAll("button").First(b => b.TextContent.StartsWith("Re-point", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Equal((integration, s_id, s_successor), Sent.OfType<RepointDraft>().Select(r => (r.IntegrationId, r.FromConnectionId, r.ToConnectionId)).Single());
    }

    [Fact]
    public void WhatIsLeft_ForSupport_NamesNoDraftsAndOffersNoRepointing()
    {
        SignIn(Roles.Support);
        When<GetSuccession, Succession>(_ => new Succession(s_successor, "Acme API 2", 1, 1, 0));
        var card = Render<SuccessionCard>(p => p.Add(c => c.Connection, Connection() with { SupersededById = s_successor, SupersededByName = "Acme API 2" }));
        card.WaitForAssertion(() => Assert.Contains("1 customer with values here has none", card.Markup, StringComparison.Ordinal));
        Assert.Equal(["Copy their values"], card.FindAll("button").Select(b => b.TextContent.Trim()));
    }

    [Fact]
    public void Readiness_LinksEachCellToWhereItIsMended()
    {
        SignIn(Roles.Viewer);
        var run = Guid.NewGuid();
        When<ListReadiness, ReadinessPage>(_ => new ReadinessPage(
            [new(s_id, "Acme API", "acme-api"), new(s_successor, "Other API", "other")], 9,
            [new(s_smith, "Smith", [new(s_id, CustomerConnectionState.Missing, null, null), new(s_successor, CustomerConnectionState.Failing, Guid.NewGuid(), run)])], 1, false));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/customers/readiness?state=missing&columns=2");
        var page = Render<Readiness>();
        page.WaitForAssertion(() => Assert.Equal(["Customer", "Acme API", "Other API"], page.FindAll("th").Select(h => h.TextContent.Trim())));
        Assert.Equal([ConsoleUrls.Customer(s_smith, "connections"), ConsoleUrls.Customer(s_smith, "connections"), ConsoleUrls.Run(run)], page.FindAll("td a").Select(a => a.GetAttribute("href")));
        Assert.Contains("Connections 7 to 8 of 9", page.Markup, StringComparison.Ordinal);
        var sent = Sent.OfType<ListReadiness>().First();
        Assert.Equal((CustomerConnectionState.Missing, 2), (sent.State, sent.ColumnPage));
    }

    [Fact]
    public void Readiness_WithoutConnections_SaysWhatItIsFor_AndABuilderIsTurnedAway()
    {
        When<ListReadiness, ReadinessPage>(_ => new ReadinessPage([], 0, [], 0, false));
        var page = Render<Readiness>();
        page.WaitForAssertion(() => Assert.Contains("No customer connections yet", page.Markup, StringComparison.Ordinal));
        SignIn(Roles.Builder);
        When<ListReadiness, ReadinessPage>(_ => AccessErrors.NotAllowed(Permission.ViewCustomerConnections));
        page = Render<Readiness>();
        page.WaitForAssertion(() => Assert.Contains("You are not allowed to do this", page.Markup, StringComparison.Ordinal));
    }

    private static ConnectionDetail Connection() => new(
        s_id, "Acme API", "", "acme-api", new("http", "apiKey"), "HTTP", "API Key", s_type, ConnectionKind.Customer, ConnectionStatus.Ready, false, [], DateTime.UnixEpoch, Guid.NewGuid(),
        [new("apiKey", InputScope.CustomerSpecific), new("headerName", InputScope.Global), new("prefix", InputScope.CustomerSpecific)],
        new ValuesDetail(s_id, Guid.NewGuid(), 1, false, [new InputState(s_type.FindInput("headerName")!, true, "X-Acme", DateTime.UnixEpoch, "Ada")]),
        new ValuesDetail(null, null, 0, false, []), 2, 0, 1, 1, null, null, true);

    private async Task OpenAsync()
    {
        _host = Render<DialogHost>();
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(SupersedeDialog.Connection)] = Connection() };
        await _host.InvokeAsync(() => { _answer = Services.GetRequiredService<ConsoleDialogs>().ShowAsync<SupersedeDialog, SuccessorCreated>(parameters); });
        _host.WaitForAssertion(() => Assert.Equal("http-api-key-2", Field("Stable key").GetAttribute("value")));
    }

    private Task NextAsync() => Host.Find("form").SubmitAsync();

    private IElement Field(string label) =>
        Host.Find("#" + Host.FindAll("label.field-label").First(l => l.TextContent.StartsWith(label, StringComparison.Ordinal)).GetAttribute("for"));
}
