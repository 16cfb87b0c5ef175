using AngleSharp.Dom;
using Bunit;
using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Pages.Connections;
using ConnectionsConsole.App.Pages.Customers;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.OAuth.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Pages;

/// <summary>Customers > customer > Connections, as support staff use it.</summary>
public sealed class CustomerConnectionTests : PageTest
{
    private static readonly Guid s_customer = Guid.NewGuid();
    private static readonly Guid s_connection = Guid.NewGuid();
    private static readonly Guid s_own = Guid.NewGuid();
    private static readonly ConnectionType s_type = HttpConnector.Definition.ConnectionTypes[1];
    private IRenderedComponent<DialogHost>? _host;

    public CustomerConnectionTests()
    {
        SignIn(Roles.Support);
        When<GetCustomer, CustomerDetail>(_ => new CustomerDetail(s_customer, "Smith", "", null, DateTime.UnixEpoch, null, Guid.NewGuid(), 1, 1));
        When<GetConnection, ConnectionDetail>(_ => new ConnectionDetail(
            s_connection, "Acme API", "", "acme-api", new("http", "basic"), "HTTP", "Basic", s_type, ConnectionKind.Customer, ConnectionStatus.Ready, false, [], DateTime.UnixEpoch, Guid.NewGuid(),
            [new("username", InputScope.CustomerSpecific), new("password", InputScope.CustomerSpecific)],
            new ValuesDetail(s_connection, Guid.NewGuid(), 1, false, []), new ValuesDetail(null, null, 0, false, []), 0, 0, 0, 0, null, null, true));
        When<GetConnectionDependents, ConnectionDependents>(_ => new ConnectionDependents(0, 0, []));
    }

    private IRenderedComponent<DialogHost> Host => _host!;

    [Fact]
    public void TheTab_ShowsWhatIsSetAndWhatIsMissing_AndAViewerNoButtons()
    {
        WhenRows(new(s_own, s_connection, "Acme API", "acme-api", "HTTP, Basic", CustomerConnectionState.Set, DateTime.UnixEpoch, null),
            new(null, Guid.NewGuid(), "Other", "other", "HTTP, Basic", CustomerConnectionState.Missing, null, null));
        var page = RenderTab();
        Assert.Equal(["Add connection", "Test the values for Acme API", "Edit the values for Acme API", "Add values for Other"], page.FindAll("[role=tabpanel] .rz-button").Select(b => b.TextContent.Trim()));
        SignIn(Roles.Viewer);
        page = RenderTab();
        Assert.Empty(page.FindAll("[role=tabpanel] .rz-button"));
    }

    [Fact]
    public void ABuilder_HasNoSuchTab()
    {
        SignIn(Roles.Builder);
        var page = Render<CustomerPage>(p => p.Add(c => c.Id, s_customer));
        page.WaitForAssertion(() => Assert.Equal("Smith", page.Find("h1").TextContent));
        Assert.DoesNotContain("Connections", page.FindAll("a[role=tab]").Select(t => t.TextContent.Trim()));
    }

    [Fact]
    public async Task Adding_AsksForExactlyTheCustomersInputs_AndSavesIncompleteWithAWarning()
    {
        WhenRows();
        When<CreateCustomerConnection, Guid>(_ => s_own);
        await OpenAsync(editor => editor.AddAsync(s_connection, s_customer));
        Assert.Equal(["Username", "Password"], Host.FindAll("label.field-label").Select(l => l.TextContent));
        Field("Username").Change("smith");
        await Host.Find("form").SubmitAsync();
        Host.WaitForAssertion(() => Assert.Empty(Host.FindAll("form")));
        Assert.Equal([new SubmittedValue("username", "smith")], Assert.Single(Sent.OfType<CreateCustomerConnection>()).Values);
        Assert.Contains("Saved incomplete: Password", Assert.Single(Services.GetRequiredService<UserMessages>().Current).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password", true)]
    [InlineData("", false)]
    public async Task Adding_WhatWaitsForConsent_OffersToAuthorizeItForThisCustomer_OnceItIsComplete(string password, bool isOffered)
    {
        WhenRows();
        When<CreateCustomerConnection, Guid>(_ => s_own);
        When<GetAuthorization, AuthorizationDetail>(request =>
            AuthorizationDetail.None with { IsOAuth = request is { OwnerKind: ValueOwner.CustomerConnection } && request.OwnerId == s_own, Name = "Acme API of Smith", MayManage = true });
        await OpenAsync(editor => editor.AddAsync(s_connection, s_customer));
        Field("Username").Change("smith");
        Field("Password").Change(password);
        await Host.Find("form").SubmitAsync();
        Host.WaitForAssertion(() =>
        {
            Assert.Single(Services.GetRequiredService<UserMessages>().Current);
            Assert.Equal(isOffered ? ["Authorize “Acme API of Smith”"] : [], Host.FindAll("dialog h2").Select(h => h.TextContent));
        });
    }

    [Fact]
    public async Task Adding_SomethingThatExistsMeanwhile_IsRefusedInTheDialog()
    {
        When<CreateCustomerConnection, Guid>(_ => ConnectionErrors.ExistsForCustomer(s_own));
        await OpenAsync(editor => editor.AddAsync(s_connection, null));
        await Host.Find("form").SubmitAsync();
        Assert.Contains("Choose a customer.", Host.Markup, StringComparison.Ordinal);
        Assert.Empty(Sent.OfType<CreateCustomerConnection>());
    }

    [Fact]
    public async Task Editing_KeepsTheStoredSecret_AndSaysWhoDependsBeforeItSaves()
    {
        WhenExisting();
        When<GetConnectionDependents, ConnectionDependents>(_ => new ConnectionDependents(1, 1, [new(Guid.NewGuid(), "Sync for Smith", "Smith", InstanceStatus.Deployed, [TriggerDefinition.Manual])]));
        When<UpdateCustomerConnection, Guid>(_ => s_own);
        await OpenAsync(editor => editor.EditAsync(s_own));
        Assert.Contains("Set on", Host.Markup, StringComparison.Ordinal);
        Field("Username").Change("smith-2");
        // Not awaited: it ends with the answer to the question.
        Host.Find("form").Submit();
        Host.WaitForAssertion(() => Assert.Equal(2, Host.FindAll("form").Count));
        Assert.Contains("Sync for Smith (Smith)", Host.FindAll("form")[1].TextContent, StringComparison.Ordinal);
        await Host.FindAll("form")[1].SubmitAsync();
        Host.WaitForAssertion(() => Assert.Empty(Host.FindAll("form")));
        Assert.Equal([new SubmittedValue("username", "smith-2")], Assert.Single(Sent.OfType<UpdateCustomerConnection>()).Values);
    }

    [Fact]
    public async Task Editing_WhatSomebodyElseChanged_IsRefusedAndNothingIsLost()
    {
        WhenExisting();
        When<UpdateCustomerConnection, Guid>(_ => new StaleError("Somebody else changed it."));
        await OpenAsync(editor => editor.EditAsync(s_own));
        Field("Username").Change("smith-2");
        await Host.Find("form").SubmitAsync();
        Host.WaitForAssertion(() => Assert.Contains("Somebody else changed it.", Host.Markup, StringComparison.Ordinal));
        Assert.Equal("smith-2", Field("Username").GetAttribute("value"));
    }

    [Fact]
    public async Task Removing_WhatInstancesRunOn_NamesThemAndWantsASecondYes()
    {
        When<RemoveCustomerConnection, Guid>(r => r.Confirmed ? s_own : ConnectionErrors.CustomerConnectionInUse("Acme API: Smith", [new Usage("instance", Guid.NewGuid(), "Sync for Smith")]));
        await OpenAsync(editor => editor.RemoveAsync(s_own, "Acme API", "Smith"));
        await Host.Find("form").SubmitAsync();
        Host.WaitForAssertion(() => Assert.Contains("Sync for Smith", Host.Markup, StringComparison.Ordinal));
        Assert.Contains("fails before its first step", Host.Markup, StringComparison.Ordinal);
        await Host.Find("form").SubmitAsync();
        Host.WaitForAssertion(() => Assert.Empty(Host.FindAll("form")));
        Assert.Equal([false, true], Sent.OfType<RemoveCustomerConnection>().Select(r => r.Confirmed));
    }

    private void WhenRows(params CustomerConnectionRow[] rows) => When<ListCustomerConnections, Page<CustomerConnectionRow>>(_ => new Page<CustomerConnectionRow>(rows, rows.Length));

    private void WhenExisting() => When<GetCustomerConnection, CustomerConnectionDetail>(_ => new CustomerConnectionDetail(
        s_own, s_connection, "Acme API", "acme-api", "HTTP, Basic", s_customer, "Smith", true, DateTime.UnixEpoch, DateTime.UnixEpoch,
        new ValuesDetail(s_own, Guid.NewGuid(), 1, false, [new(s_type.Inputs[0], true, "smith", DateTime.UnixEpoch, "Ada"), new(s_type.Inputs[1], true, null, DateTime.UnixEpoch, "Ada")])));

    private IRenderedComponent<CustomerPage> RenderTab()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(ConsoleUrls.Customer(s_customer, "connections"));
        var page = Render<CustomerPage>(p => p.Add(c => c.Id, s_customer));
        page.WaitForAssertion(() => Assert.Contains("Acme API", page.Markup, StringComparison.Ordinal));
        return page;
    }

    private async Task OpenAsync(Func<CustomerConnectionEditor, Task<bool>> open)
    {
        _host = Render<DialogHost>();
        await _host.InvokeAsync(() => { _ = open(Services.GetRequiredService<CustomerConnectionEditor>()); });
        _host.WaitForElement("dialog form");
    }

    private IElement Field(string label) =>
        Host.Find("#" + Host.FindAll("label.field-label").First(l => l.TextContent.StartsWith(label, StringComparison.Ordinal)).GetAttribute("for"));
}
