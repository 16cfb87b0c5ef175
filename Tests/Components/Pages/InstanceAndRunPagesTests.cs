using Bunit;
using ConnectionsConsole.App.Pages.Instances;
using ConnectionsConsole.App.Pages.Runs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using RunPage = ConnectionsConsole.App.Pages.Runs.RunPage;

namespace ConnectionsConsole.Tests.Components.Pages;

public sealed class InstanceAndRunPagesTests : PageTest
{
    private static readonly DateTime s_at = new(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Guid s_id = Guid.Parse("01890000-0000-7000-8000-00000000000a");

    [Fact]
    public void TheInstancesConfiguration_TellsWhereValuesComeFromAndNoSecret()
    {
        // The last one holds what a query must never answer: even then it is not shown.
        When<GetInstance, InstanceDetail>(_ => Instance(
            new VariableSummary("Region", VariableSource.OrganizationVariable, "region", "eu-central-1", false, true),
            new VariableSummary("Bucket", VariableSource.None, null, null, false, false),
            new VariableSummary("Key", VariableSource.CustomerVariable, "signing key", "canary-secret", true, true)));
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/instances/{s_id}?tab=configuration");
        var page = Render<InstancePage>(p => p.Add(i => i.Id, s_id));
        page.WaitForAssertion(() => Assert.Contains("eu-central-1", page.Markup, StringComparison.Ordinal));
        Assert.Contains("set, secret", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-secret", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Secret Access Key", page.Markup, StringComparison.Ordinal);
        Assert.Contains("avatar-bucket", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInstanceThatIsNotThere_IsTold()
    {
        When<GetInstance, InstanceDetail>(_ => InstanceErrors.NotFound);
        var page = Render<InstancePage>(p => p.Add(i => i.Id, s_id));
        page.WaitForAssertion(() => Assert.Contains(InstanceErrors.NotFound.Message, page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void TheRun_ShowsItsStepsAndThePictureOfTheSelectedOne()
    {
        When<GetRun, RunDetail>(_ => Run());
        When<ListRunLog, IReadOnlyList<RunLogRow>>(_ => Result<IReadOnlyList<RunLogRow>>.Success([new RunLogRow(0, s_at, LogSeverity.Info, "Get Avatar", "Fetching the picture")]));
        When<GetStepRun, StepRunDetail>(q => new StepRunDetail(
            q.Ordinal, "Get Avatar", "http/httpGet", """{"url":"https://api.example.com/a.png"}""", OutputKind.Binary, "image/png", null, false, 2_048, [],
            [new UsedConnection("Acme", s_id, "Acme API", "acme-api", [new UsedInput("apiKey", ValueSource.CustomerConnection, null)], false)]));
        var page = Render<RunPage>(p => p.Add(r => r.Id, s_id));
        page.WaitForAssertion(() => Assert.Contains($"src=\"{ConsoleUrls.StepOutput(s_id, 1)}\"", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Path helper", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Get Avatar", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Fetching the picture", page.Markup, StringComparison.Ordinal);
        Assert.Contains("acme-api", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void TheRun_ForAViewer_AsksForNoLogAndSaysWhy()
    {
        SignIn(Roles.Viewer);
        When<GetRun, RunDetail>(_ => Run());
        When<GetStepRun, StepRunDetail>(_ => AccessErrors.NotAllowed(Permission.ReadStepData));
        var page = Render<RunPage>(p => p.Add(r => r.Id, s_id));
        page.WaitForAssertion(() => Assert.Contains("Your roles do not let you read what steps logged", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(Sent, r => r is ListRunLog);
        Assert.DoesNotContain(ConsoleUrls.StepOutput(s_id, 1), page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Builder, true)]
    [InlineData(Roles.Support, false)]
    public void TheWayToTheIntegration_IsForThoseWhoMayOpenItAlone(Roles roles, bool isLink)
    {
        SignIn(roles);
        When<GetRun, RunDetail>(_ => Run() with { Steps = [] });
        When<ListRunLog, IReadOnlyList<RunLogRow>>(_ => Result<IReadOnlyList<RunLogRow>>.Success([]));
        When<GetInstance, InstanceDetail>(_ => Instance());
        var run = Render<RunPage>(p => p.Add(r => r.Id, s_id));
        var instance = Render<InstancePage>(p => p.Add(i => i.Id, s_id));
        Assert.All([run.FindAll("dl a"), instance.FindAll("dl a")], links =>
            Assert.Equal(isLink, links.Any(a => a.GetAttribute("href") == ConsoleUrls.Integration(s_id))));
        Assert.Contains("Avatar Sync", run.Find("dl").TextContent, StringComparison.Ordinal);
        Assert.Contains("Avatar Sync", instance.Find("dl").TextContent, StringComparison.Ordinal);
    }

    private static InstanceDetail Instance(params VariableSummary[] variables) => new(
        s_id, "Sync for Smith", "", s_id, "Smith", s_id, "Avatar Sync", 1, 1, InstanceStatus.Deployed, s_at, s_at, Guid.NewGuid(), [], variables,
        [new SlotSummary("Bucket", s_id, null, "Avatar bucket", "avatar-bucket", "API Key / Secret", true,
            [new InputSummary("secretAccessKey", "Secret Access Key", ValueSource.GlobalConnection)])],
        []);

    private static RunDetail Run() => new(
        s_id, 1, RunStatus.Succeeded, RunTrigger.InstanceTest, s_id, "Avatar Sync", 1, s_id, "Sync for Smith", s_id, "Smith", "main", "Main", s_at, s_at, s_at.AddSeconds(1), "Ada", false,
        null, null, null, false, null,
        [
            new StepRunRow(0, "path", "Path helper", "code/runCode", StepStatus.Succeeded, s_at, TimeSpan.FromMilliseconds(3), OutputKind.Json, null, 20, 1, null, null),
            new StepRunRow(1, "get", "Get Avatar", "http/httpGet", StepStatus.Succeeded, s_at, TimeSpan.FromMilliseconds(80), OutputKind.Binary, "image/png", 2_048, 1, null, null),
        ],
        [new PlannedStep("path", "Path helper", "code/runCode"), new PlannedStep("get", "Get Avatar", "http/httpGet")]);
}
