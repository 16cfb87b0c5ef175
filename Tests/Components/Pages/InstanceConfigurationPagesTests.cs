using Bunit;
using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Pages.Instances;
using ConnectionsConsole.App.Pages.Instances.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Commands;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using RunPage = ConnectionsConsole.App.Pages.Runs.RunPage;

namespace ConnectionsConsole.Tests.Components.Pages;

/// <summary>Editing what an instance runs with, and replaying a run.</summary>
public sealed class InstanceConfigurationPagesTests : PageTest
{
    private static readonly Guid s_id = Guid.Parse("01890000-0000-7000-8000-00000000000a");
    private static readonly Guid s_revision = Guid.NewGuid();
    private static readonly BindingChoice s_region = new(Guid.NewGuid(), "region", "");
    private static readonly BindingChoice s_theirs = new(Guid.NewGuid(), "their region", "secret");
    private static readonly BindingChoice s_keys = new(Guid.NewGuid(), "Archive keys", "API Key / Secret");
    private static readonly DateTime s_at = new(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task TheForm_SendsWhatIsBound_AndLeavesTheRestToItsDefault()
    {
        Show();
        When<ConfigureInstance, Guid>(_ => Guid.NewGuid());
        var page = Render<InstanceConfigurationPage>(p => p.Add(i => i.Id, s_id));
        page.WaitForElement("form");
        var fields = page.FindAll("fieldset.binding");
        Assert.Equal(["Region", "Size", "Notify", "Bucket", "Archive"], fields.Select(f => f.QuerySelector("legend")!.TextContent));

        Choose(page, "Region", 0, "A config variable of the organization");
        Choose(page, "Region", 1, "region");
        Choose(page, "Notify", 0, "A value set here");
        Choose(page, "Notify", 1, "true");
        Choose(page, "Archive", 0, "Archive keys (API Key / Secret)");
        await page.Find("form").SubmitAsync();

        var sent = Assert.Single(Sent.OfType<ConfigureInstance>());
        Assert.Equal((s_id, s_revision), (sent.Id, sent.Revision!.Value));
        Assert.Equal(
            [
                new VariableBinding("Region", BindingSource.OrganizationVariable, ReferenceId: s_region.Id), new VariableBinding("Notify", BindingSource.Literal, "true"),
                new VariableBinding("Archive", BindingSource.Credential, ReferenceId: s_keys.Id),
            ],
            sent.Configuration.Bindings);
        Assert.EndsWith($"/instances/{s_id}?tab=configuration", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusal_StandsAtItsVariable()
    {
        Show();
        When<ConfigureInstance, Guid>(_ => new InvalidError("Region", "\"Region\" is wrong."));
        var page = Render<InstanceConfigurationPage>(p => p.Add(i => i.Id, s_id));
        page.WaitForElement("form");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("is wrong", page.FindAll("fieldset.binding")[0].TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnotherEditorsChange_IsTold_AndCanBeLoaded()
    {
        Show();
        When<ConfigureInstance, Guid>(_ => new StaleError("Somebody else changed \"Sync\" in the meantime."));
        var page = Render<InstanceConfigurationPage>(p => p.Add(i => i.Id, s_id));
        page.WaitForElement("form");
        Choose(page, "Region", 0, "A config variable of the organization");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Somebody else changed", page.Markup, StringComparison.Ordinal));
        await page.FindAll("button").Single(b => b.TextContent.Contains("Load it again", StringComparison.Ordinal)).ClickAsync();
        page.WaitForAssertion(() => Assert.DoesNotContain("Somebody else changed", page.Markup, StringComparison.Ordinal));
        Assert.Equal(2, Sent.OfType<GetInstanceBindings>().Count());
    }

    [Fact]
    public void ForSomebodyWhoMayNot_ThePageSaysSo()
    {
        When<GetInstanceBindings, InstanceBindingsDetail>(_ => AccessErrors.NotAllowed(Permission.ManageInstances));
        var page = Render<InstanceConfigurationPage>(p => p.Add(i => i.Id, s_id));
        page.WaitForAssertion(() => Assert.Contains("You may not open this", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheUpgrade_SaysWhatItMeans_AndSendsTheRevisionOfThePage()
    {
        When<GetInstanceUpgrade, InstanceUpgrade>(q => new InstanceUpgrade(
            1, q.VersionNumber ?? 3, Guid.NewGuid(), InstanceStatus.Deployed, [new UpgradeVersion(3, "Third", s_at), new UpgradeVersion(2, "", s_at), new UpgradeVersion(1, "", s_at)],
            ["Tariff"], ["Key"], q.VersionNumber == 2 ? [] : [new ConfigurationProblem("Tariff", "The config variable \"Tariff\" has no value.")]));
        When<UpgradeInstance, Guid>(u => u.VersionNumber == 3 && !u.Force ? new InvalidError([new FieldMessage("Tariff", "The config variable \"Tariff\" has no value.")]) : Guid.NewGuid());
        var host = Render<DialogHost>();
        var dialogs = Services.GetRequiredService<ConsoleDialogs>();
        var answer = await host.InvokeAsync(() => Task.FromResult(dialogs.ShowAsync<UpgradeInstanceDialog, VersionChanged>(new Dictionary<string, object?>
        {
            [nameof(UpgradeInstanceDialog.InstanceId)] = s_id, [nameof(UpgradeInstanceDialog.InstanceName)] = "Sync", [nameof(UpgradeInstanceDialog.Revision)] = s_revision,
        })));
        host.WaitForAssertion(() => Assert.Contains("It also asks for “Tariff”", host.Markup, StringComparison.Ordinal));
        Assert.Contains("given up", host.Markup, StringComparison.Ordinal);
        Assert.Contains("The next run takes this version", host.Markup, StringComparison.Ordinal);
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Equal("true", host.Find("input[type=checkbox]").GetAttribute("aria-invalid")));
        host.Find("input[type=checkbox]").Change(true);
        host.Find("select").Change("1");
        host.WaitForAssertion(() => Assert.Empty(host.FindAll("input[type=checkbox]")));
        await host.Find("form").SubmitAsync();
        Assert.Equal(new VersionChanged(2), await answer);
        Assert.Equal(new UpgradeInstance(s_id, 2, false, s_revision), Sent.OfType<UpgradeInstance>().Last());
    }

    [Fact]
    public async Task AVersion_ThatCannotBeLookedUp_IsNotChangedTo()
    {
        When<GetInstanceUpgrade, InstanceUpgrade>(q => q.VersionNumber == 2
            ? new NotFoundError("The version does not exist any more.")
            : new InstanceUpgrade(1, q.VersionNumber ?? 3, Guid.NewGuid(), InstanceStatus.Deployed, [new UpgradeVersion(3, "Third", s_at), new UpgradeVersion(2, "", s_at)], [], [], []));
        When<UpgradeInstance, Guid>(_ => Guid.NewGuid());
        var host = Render<DialogHost>();
        _ = host.InvokeAsync(() => Services.GetRequiredService<ConsoleDialogs>().ShowAsync<UpgradeInstanceDialog, VersionChanged>(new Dictionary<string, object?>
        {
            [nameof(UpgradeInstanceDialog.InstanceId)] = s_id, [nameof(UpgradeInstanceDialog.InstanceName)] = "Sync", [nameof(UpgradeInstanceDialog.Revision)] = s_revision,
        }));
        host.WaitForAssertion(() => Assert.Equal("Change to version 3", host.Find("button[type=submit]").TextContent.Trim()));

        await host.Find("select").ChangeAsync("1");
        host.WaitForAssertion(() => Assert.Contains("does not exist any more", host.Markup, StringComparison.Ordinal));
        Assert.Equal(("Change version", "true"), (host.Find("button[type=submit]").TextContent.Trim(), host.Find("button[type=submit]").GetAttribute("aria-disabled")));
        Assert.DoesNotContain("The next run takes this version", host.Markup, StringComparison.Ordinal);
        await host.Find("form").SubmitAsync();
        Assert.Empty(Sent.OfType<UpgradeInstance>());

        await host.Find("select").ChangeAsync("0");
        host.WaitForAssertion(() => Assert.Equal("Change to version 3", host.Find("button[type=submit]").TextContent.Trim()));
        Assert.DoesNotContain("does not exist any more", host.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Admin, true)]
    [InlineData(Roles.Support, true)]
    [InlineData(Roles.Builder, false)]
    [InlineData(Roles.Viewer, false)]
    public async Task AnEndedRun_IsReplayedByWhoMay(Roles roles, bool may)
    {
        SignIn(roles);
        var replay = Guid.NewGuid();
        When<GetRun, RunDetail>(q => Run(q.Id) with { ReplayOf = replay });
        When<ListRunLog, IReadOnlyList<RunLogRow>>(_ => Result<IReadOnlyList<RunLogRow>>.Success([]));
        When<ReplayRun, Guid>(_ => replay);
        var page = Render<RunPage>(p => p.Add(r => r.Id, s_id));
        page.WaitForAssertion(() => Assert.NotNull(page.Find($"a[href='{ConsoleUrls.Run(replay)}']")));
        var button = page.FindAll("button").SingleOrDefault(b => b.TextContent.Trim() == "Replay");
        Assert.Equal(may, button is not null);
        if (button is not null)
        {
            await button.ClickAsync();
            Assert.Equal(new ReplayRun(s_id), Assert.Single(Sent.OfType<ReplayRun>()));
            Assert.EndsWith(ConsoleUrls.Run(replay), Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        }
    }

    private static RunDetail Run(Guid id) => new(
        id, 1, RunStatus.Succeeded, RunTrigger.InstanceTest, s_id, "Sync", 1, s_id, "Sync for Smith", s_id, "Smith", "main", "Main", s_at, s_at, s_at.AddSeconds(1), "Ada", false,
        null, null, null, false, null, [], []);

    private void Show() => When<GetInstanceBindings, InstanceBindingsDetail>(_ => new InstanceBindingsDetail(
        s_id, "Sync", 1, InstanceStatus.Deployed, s_id, "Smith", s_revision,
        [
            new BindableVariable("Region", ConfigVariableType.String, "Where the bucket is", null, [], new VariableBinding("Region", BindingSource.CustomerVariable, ReferenceId: s_theirs.Id)),
            new BindableVariable("Size", ConfigVariableType.Picklist, "", "small", ["small", "large"], null),
            new BindableVariable("Notify", ConfigVariableType.Boolean, "", null, [], null),
        ],
        [
            new BindableSlot("Bucket", "", "Amazon S3", "avatar-bucket", s_id, null, []),
            new BindableSlot("Archive", "", "Amazon S3", null, null, null, [s_keys]),
        ],
        [s_region], [s_theirs]));

    private static void Choose(IRenderedComponent<InstanceConfigurationPage> page, string key, int select, string option)
    {
        var field = page.FindAll("fieldset.binding").Single(f => f.QuerySelector("legend")!.TextContent == key).QuerySelectorAll("select")[select];
        field.Change(field.QuerySelectorAll("option").Single(o => o.TextContent == option).GetAttribute("value")!);
    }
}
