using Bunit;
using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Pages.Customers;
using ConnectionsConsole.App.Pages.Customers.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Pages;

public sealed class CustomerPagesTests : PageTest
{
    private static readonly CustomerRow s_smith = new(Guid.NewGuid(), "Smith Rocket Company", "", "smith-rocket", 2, new DateTime(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc), null);

    [Fact]
    public void TheList_WithoutCustomers_SaysWhatACustomerIsAndOffersToAddOne()
    {
        When<ListCustomers, Page<CustomerRow>>(_ => Page<CustomerRow>.Empty);
        var page = Render<CustomerList>();
        page.WaitForAssertion(() => Assert.Contains("No customers yet", page.Markup, StringComparison.Ordinal));
        Assert.Contains(page.FindAll("button"), b => b.TextContent.Contains("Customer", StringComparison.Ordinal));
    }

    [Fact]
    public void TheList_ShowsCustomersWithLinksToThem()
    {
        When<ListCustomers, Page<CustomerRow>>(_ => new Page<CustomerRow>([s_smith], 1));
        var page = Render<CustomerList>();
        page.WaitForAssertion(() => Assert.Contains("Smith Rocket Company", page.Markup, StringComparison.Ordinal));
        Assert.Contains("smith-rocket", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Find($"a[href='{ConsoleUrls.Customer(s_smith.Id)}']"));
    }

    [Fact]
    public void TheList_ForSomebodyWhoMayNot_SaysSo()
    {
        SignIn(Roles.None);
        When<ListCustomers, Page<CustomerRow>>(_ => AccessErrors.NotAllowed(Permission.ViewCustomers));
        var page = Render<CustomerList>();
        page.WaitForAssertion(() => Assert.Contains("You are not allowed to do this", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() == "Customer");
    }

    [Fact]
    public void TheList_ForAViewer_OffersNothingToAdd()
    {
        SignIn(Roles.Viewer);
        When<ListCustomers, Page<CustomerRow>>(_ => new Page<CustomerRow>([s_smith], 1));
        var page = Render<CustomerList>();
        page.WaitForAssertion(() => Assert.Contains("Smith Rocket Company", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() == "Customer");
    }

    [Fact]
    public async Task TheDialog_ShowsARefusalAtItsFieldAndStaysOpen()
    {
        When<CreateCustomer, Guid>(_ => new ConflictError(CustomerErrors.ExternalIdTaken, "externalId"));
        var host = Render<DialogHost>();
        var dialogs = Services.GetRequiredService<ConsoleDialogs>();
        var answer = await host.InvokeAsync(() => Task.FromResult(dialogs.ShowAsync<CustomerDialog, CustomerSaved>()));
        host.WaitForElement("form");
        host.FindAll("input")[0].Change("Smith");
        host.FindAll("input")[1].Change("taken");
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Equal("true", host.FindAll("input")[1].GetAttribute("aria-invalid")));
        Assert.NotEqual("true", host.FindAll("input")[0].GetAttribute("aria-invalid"));
        Assert.Contains(CustomerErrors.ExternalIdTaken, host.Markup, StringComparison.Ordinal);
        Assert.False(answer.IsCompleted);
        Assert.Equal(new CreateCustomer("Smith", "", "taken"), Assert.Single(Sent));
    }
}
