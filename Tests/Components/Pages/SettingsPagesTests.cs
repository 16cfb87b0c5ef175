using AngleSharp.Dom;
using Bunit;
using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Pages.ConfigVariables;
using ConnectionsConsole.App.Pages.ConfigVariables.Dialogs;
using ConnectionsConsole.App.Pages.Settings;
using ConnectionsConsole.App.Pages.Settings.Credentials;
using ConnectionsConsole.App.Pages.Settings.Credentials.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.ConfigVariables;
using ConnectionsConsole.Domain.ConfigVariables.Commands;
using ConnectionsConsole.Domain.ConfigVariables.Queries;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connections.Testing.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.Queries;
using ConnectionsConsole.Domain.Credentials;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Credentials.Queries;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Organizations.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Components.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Pages;

/// <summary>Credentials, config variables and General: looks, who may do what, and each refusal at its place.</summary>
public sealed class SettingsPagesTests : PageTest
{
    private static readonly DateTime s_at = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);
    private static readonly Guid s_revision = Guid.NewGuid();
    private static readonly ValueSetSummary s_set = new(s_at, "Grace");

    private static OrganizationDetail Organization { get; } = new(Guid.NewGuid(), "Acme SaaS", "Europe/Berlin", true, 14, s_revision);

    [Fact]
    public void CredentialList_Empty_SaysWhatTheseAreAndOffersTheFirst()
    {
        When<ListCredentials, Page<CredentialRow>>(_ => Page<CredentialRow>.Empty);
        var page = Render<CredentialList>();
        page.WaitForAssertion(() => Assert.Contains("No credentials yet", page.Markup, StringComparison.Ordinal));
        Assert.Contains(page.FindAll("button"), b => b.TextContent.Trim() == "Credential");
    }

    [Fact]
    public void CredentialList_ForSupport_OffersNothingToAdd()
    {
        SignIn(Roles.Support);
        var row = new CredentialRow(Guid.NewGuid(), "Archive keys", "api_key_secret", "API Key / Secret", 3, s_at, "Grace");
        When<ListCredentials, Page<CredentialRow>>(_ => new Page<CredentialRow>([row], 1));
        var page = Render<CredentialList>();
        page.WaitForAssertion(() => Assert.NotNull(page.Find($"a[href='{ConsoleUrls.Credential(row.Id)}']")));
        Assert.Contains("by Grace", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() == "Credential");
    }

    [Fact]
    public async Task AddCredential_AsksStepByStepAndSendsWhatWasEntered()
    {
        When<CreateCredential, Guid>(_ => Guid.NewGuid());
        var (host, answer) = await OpenAsync<CreateCredentialDialog, CredentialSaved>();
        await host.Find("form").SubmitAsync();
        Assert.Contains("Give the credential a name.", host.Markup, StringComparison.Ordinal);
        Assert.Contains("Choose how the credential authorizes.", host.Markup, StringComparison.Ordinal);
        Assert.Equal(AuthorizationMethods.All.Count, host.FindAll("input[type=radio]").Count);

        host.Find("input[type=text]").Change("Archive keys");
        host.FindAll("input[type=radio]")[0].Change("0");
        await host.Find("form").SubmitAsync();
        await host.Find("form").SubmitAsync();
        Assert.Contains("“API Secret” is required.", host.Find("dialog").TextContent, StringComparison.Ordinal);
        Field(host, "API Key").Change("AKIA");
        Field(host, "API Secret").Change("top-secret");
        await host.Find("form").SubmitAsync();
        Assert.Contains("Step 3 of 3", host.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", host.Markup, StringComparison.Ordinal);
        await host.Find("form").SubmitAsync();

        Assert.Equal("Archive keys", (await answer)!.Name);
        var sent = Assert.IsType<CreateCredential>(Assert.Single(Sent));
        Assert.Equal(("Archive keys", "api_key_secret"), (sent.Name, sent.AuthorizationMethod));
        Assert.Equal([new SubmittedValue("api_key", "AKIA"), new SubmittedValue("api_secret", "top-secret")], sent.Values);
    }

    [Fact]
    public async Task AddCredential_WithATakenName_LeadsBackToTheName()
    {
        When<CreateCredential, Guid>(_ => new ConflictError(CredentialErrors.NameTaken, "name"));
        var (host, answer) = await OpenAsync<CreateCredentialDialog, CredentialSaved>();
        host.Find("input[type=text]").Change("Taken");
        host.FindAll("input[type=radio]")[3].Change("3");
        await host.Find("form").SubmitAsync();
        Field(host, "API Key").Change("a-long-enough-key");
        await host.Find("form").SubmitAsync();
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Contains("Step 1 of 3", host.Markup, StringComparison.Ordinal));
        Assert.Contains(CredentialErrors.NameTaken, host.Markup, StringComparison.Ordinal);
        Assert.Equal("true", host.Find("input[type=text]").GetAttribute("aria-invalid"));
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public async Task AddCredential_WithAShortSecret_Warns()
    {
        var (host, _) = await OpenAsync<CreateCredentialDialog, CredentialSaved>();
        host.Find("input[type=text]").Change("Keys");
        host.FindAll("input[type=radio]")[3].Change("3");
        await host.Find("form").SubmitAsync();
        Field(host, "API Key").Change("12345");
        Assert.Contains("fewer than 6 characters", host.Markup, StringComparison.Ordinal);
        Field(host, "API Key").Change("123456");
        Assert.DoesNotContain("fewer than 6 characters", host.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddCredential_WithTenMegabytesPasted_IsRefusedAtTheFieldAndStays()
    {
        var typed = TypedText.In(Script);
        var (host, _) = await OpenAsync<CreateCredentialDialog, CredentialSaved>();
        host.Find("input[type=text]").Change("Keys");
        host.FindAll("input[type=radio]")[2].Change("2");
        await host.Find("form").SubmitAsync();
        Field(host, "Username").Change("ada");
        foreach (var length in new[] { 10_000_000, InputField.MaximumTextLength + 1 })
        {
            typed.Text = new string('k', length);
            await host.Find("form").SubmitAsync();
            Assert.Contains("The text is too long: at most 100,000 characters.", host.Markup, StringComparison.Ordinal);
            Assert.Contains("Step 2 of 3", host.Markup, StringComparison.Ordinal);
        }

        typed.Text = "-----BEGIN KEY-----\nabc\n";
        await host.Find("form").SubmitAsync();
        Assert.Contains("Step 3 of 3", host.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN KEY", host.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EditCredential_SaysWhoDependsOnItAndSendsOnlyWhatChanged()
    {
        When<UpdateCredential, Guid>(r => r.Id);
        var (host, answer) = await OpenAsync<EditCredentialDialog, CredentialSaved>((nameof(EditCredentialDialog.Credential), Basic(users: 3)));
        Assert.Contains("3 instances and test configurations use this credential.", host.Markup, StringComparison.Ordinal);
        Assert.Contains("by Grace", host.Markup, StringComparison.Ordinal);
        // Awaited: taking the focus to the input ends a moment later and renders anew, and events found before would be gone.
        await host.FindAll("button").Single(b => b.TextContent.Contains("Replace", StringComparison.Ordinal)).ClickAsync(new());
        Field(host, "Password").Change("new-secret");
        await host.Find("form").SubmitAsync();
        await answer;
        var sent = Assert.IsType<UpdateCredential>(Assert.Single(Sent));
        Assert.Equal(s_revision, sent.Revision);
        Assert.Equal([new SubmittedValue("password", "new-secret")], sent.Values);
    }

    [Fact]
    public async Task EditCredential_ThatSomebodyElseChanged_SaysSoAndStays()
    {
        When<UpdateCredential, Guid>(_ => new StaleError("Somebody else changed it."));
        var (host, answer) = await OpenAsync<EditCredentialDialog, CredentialSaved>((nameof(EditCredentialDialog.Credential), Basic()));
        await host.Find("form").SubmitAsync();
        Assert.Contains("Somebody else changed it.", host.Markup, StringComparison.Ordinal);
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public void CredentialPage_ShowsSecretsAsSetAndPlainValuesAsTheyAre()
    {
        var credential = Basic();
        When<GetCredential, CredentialDetail>(_ => credential);
        When<GetConnectorCatalogue, ConnectorCatalogue>(_ => ConnectorCatalogue.BuiltIn);
        When<GetConnectionTest, ConnectionTestForm>(_ => new NotFoundError("Nothing to test here."));
        var page = Render<CredentialPage>(p => p.Add(x => x.Id, credential.Id));
        page.WaitForAssertion(() => Assert.Contains("ada", page.Markup, StringComparison.Ordinal));
        Assert.Contains("HTTP: Basic", page.Markup, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("button"), b => b.TextContent.Trim() == "Delete credential");
        Assert.Contains(page.FindAll("button"), b => b.TextContent.Trim() == "Undo last change");
        Assert.Single(page.FindAll("button"), b => b.TextContent.StartsWith("Same as?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CredentialPage_RefusedDelete_NamesTheUsersAndLeadsToThem()
    {
        var credential = Basic(users: 1);
        When<GetCredential, CredentialDetail>(_ => credential);
        When<GetConnectorCatalogue, ConnectorCatalogue>(_ => ConnectorCatalogue.BuiltIn);
        When<GetConnectionTest, ConnectionTestForm>(_ => new NotFoundError("Nothing to test here."));
        When<DeleteCredential, Guid>(_ => CredentialErrors.InUse("Keys", new Page<Usage>([new Usage("instance", Guid.NewGuid(), "Sync for Smith")], 1)));
        var host = Render<DialogHost>();
        var page = Render<CredentialPage>(p => p.Add(x => x.Id, credential.Id));
        page.WaitForElement("button");
        var click = page.FindAll("button").Single(b => b.TextContent.Trim() == "Delete credential").ClickAsync();
        host.WaitForElement("form");
        await host.Find("form").SubmitAsync();
        await click;
        var message = Assert.Single(Services.GetRequiredService<UserMessages>().Current);
        Assert.Equal(MessageKind.Error, message.Kind);
        Assert.Contains("instance \"Sync for Smith\"", message.Text, StringComparison.Ordinal);
        Assert.EndsWith("?tab=usage", message.Link!.Href, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddConfigVariable_KeepsItsFieldWhenItBecomesASecret_SoThatNothingTypedIsLost()
    {
        var typed = TypedText.In(Script);
        When<CreateOrganizationConfigVariable, Guid>(_ => Guid.NewGuid());
        var (host, answer) = await OpenAsync<ConfigVariableDialog, string>();
        Field(host, "Name").Change("Signing key");
        typed.Text = "typed before";
        var field = host.Find("textarea").Id;
        await host.Find("input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        Assert.Equal(field, host.Find("textarea").Id);
        await host.Find("form").SubmitAsync();
        Assert.Equal("Signing key", await answer);
        Assert.Equal(new CreateOrganizationConfigVariable("Signing key", "typed before", true), Assert.Single(Sent));
    }

    [Fact]
    public async Task AddConfigVariable_OfACustomer_ShowsRefusalsAtTheirFields()
    {
        TypedText.In(Script).Text = "";
        When<CreateCustomerConfigVariable, Guid>(_ => new InvalidError([new FieldMessage("name", "Give the config variable a name."), new FieldMessage("value", "Give the config variable a value.")]));
        var customer = Guid.NewGuid();
        var (host, answer) = await OpenAsync<ConfigVariableDialog, string>((nameof(ConfigVariableDialog.CustomerId), customer));
        await host.Find("form").SubmitAsync();
        Assert.Equal("true", Field(host, "Name").GetAttribute("aria-invalid"));
        Assert.Equal("true", host.Find("textarea").GetAttribute("aria-invalid"));
        Assert.Equal(new CreateCustomerConfigVariable(customer, "", ""), Assert.Single(Sent));
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public async Task EditConfigVariable_Unchanged_KeepsTheValue()
    {
        TypedText.In(Script).Text = "eu-central-1";
        When<UpdateOrganizationConfigVariable, Guid>(r => r.Id);
        var variable = Variable();
        var (host, answer) = await OpenAsync<ConfigVariableDialog, string>((nameof(ConfigVariableDialog.Variable), variable));
        Assert.Contains("One instance or test configuration takes this value.", host.Markup, StringComparison.Ordinal);
        Assert.Empty(host.FindAll("input[type=checkbox]"));
        Field(host, "Name").Change("AWS Region");
        await host.Find("form").SubmitAsync();
        await answer;
        Assert.Equal(new UpdateOrganizationConfigVariable(variable.Id, "AWS Region", null, s_revision), Assert.Single(Sent));
    }

    [Fact]
    public void ConfigVariables_ShowValuesAndSecretsApart()
    {
        When<ListConfigVariables, Page<ConfigVariableRow>>(_ => new Page<ConfigVariableRow>(
        [
            new ConfigVariableRow(Guid.NewGuid(), "Region", false, "eu-central-1", 2, s_at, "Grace", false, s_revision),
            new ConfigVariableRow(Guid.NewGuid(), "Signing key", true, null, 0, s_at, "Grace", false, s_revision),
        ], 2));
        var page = Render<ConfigVariableList>();
        page.WaitForAssertion(() => Assert.Contains("eu-central-1", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Secret", page.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void AConfigVariableOfAnotherCustomer_IsNotFound()
    {
        When<GetConfigVariable, ConfigVariableDetail>(_ => Variable() with { CustomerId = Guid.NewGuid() });
        var page = Render<ConfigVariablePage>(p => p.Add(x => x.Id, Guid.NewGuid()));
        page.WaitForAssertion(() => Assert.Contains(ConfigVariableErrors.NotFound.Message, page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("eu-central-1", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task General_ForAdmins_SavesTheForm()
    {
        When<GetOrganization, OrganizationDetail>(_ => Organization);
        When<GetEgressRules, EgressRulesSummary>(_ => new EgressRulesSummary(["minio.internal:9000"], null));
        When<UpdateOrganization, Guid>(_ => Organization.Id);
        var page = Render<GeneralSettings>();
        page.WaitForElement("form");
        Assert.Contains("minio.internal:9000", page.Markup, StringComparison.Ordinal);
        Field(page, "Name").Change("Acme");
        Field(page, "Keep finished runs for").Change("30");
        page.Find("input[type=checkbox]").Change(false);
        await page.Find("form").SubmitAsync();
        Assert.Contains(new UpdateOrganization("Acme", "Europe/Berlin", false, 30, s_revision), Sent);
    }

    [Fact]
    public async Task General_ShowsRefusalsAtTheirFields()
    {
        When<GetOrganization, OrganizationDetail>(_ => Organization);
        When<GetEgressRules, EgressRulesSummary>(_ => new EgressRulesSummary([], null));
        When<UpdateOrganization, Guid>(_ => new InvalidError([new FieldMessage("name", "Give the organization a name."), new FieldMessage("", "Somebody else changed it.")]));
        var page = Render<GeneralSettings>();
        page.WaitForElement("form");
        Field(page, "Name").Change("");
        await page.Find("form").SubmitAsync();
        Assert.Equal("true", Field(page, "Name").GetAttribute("aria-invalid"));
        Assert.Contains("Somebody else changed it.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void General_ForOthers_IsAListOfFacts()
    {
        SignIn(Roles.Viewer);
        When<GetOrganization, OrganizationDetail>(_ => Organization);
        var page = Render<GeneralSettings>();
        page.WaitForAssertion(() => Assert.Contains("14 days", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("form"));
        Assert.DoesNotContain("What may be reached", page.Markup, StringComparison.Ordinal);
    }

    private static CredentialDetail Basic(int users = 0) => new(
        Guid.NewGuid(), "Keys", "basic", "Basic", s_at, s_revision, users,
        [
            new InputState(AuthorizationMethods.Find("basic")!.Fields[0], true, "ada", s_at, "Grace"),
            new InputState(AuthorizationMethods.Find("basic")!.Fields[1], true, null, s_at, "Grace"),
        ],
        s_set, s_set);

    private static ConfigVariableDetail Variable() => new(Guid.NewGuid(), null, "Region", false, "eu-central-1", s_at, s_revision, 1, s_set, null);

    private static IElement Field<T>(IRenderedComponent<T> page, string label)
        where T : IComponent
    {
        var found = page.FindAll("label").First(l => l.ChildNodes[0].TextContent.Trim() == label);
        return page.Find($"#{found.GetAttribute("for")}");
    }

    private async Task<(IRenderedComponent<DialogHost> Host, Task<TResult?> Answer)> OpenAsync<TDialog, TResult>(params (string Name, object? Value)[] parameters)
        where TDialog : IComponent
    {
        var host = Render<DialogHost>();
        var dialogs = Services.GetRequiredService<ConsoleDialogs>();
        var answer = await host.InvokeAsync(() => Task.FromResult(dialogs.ShowAsync<TDialog, TResult>(parameters.ToDictionary(p => p.Name, p => p.Value))));
        host.WaitForElement("form");
        return (host, answer);
    }
}
