using Bunit;
using ConnectionsConsole.App.Components.Connections;
using ConnectionsConsole.App.Pages.Runs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connections.Testing.Commands;
using ConnectionsConsole.Domain.Connections.Testing.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Components.Pages;

namespace ConnectionsConsole.Tests.Components.Connections;

public sealed class ConnectionTestPanelTests : PageTest
{
    private static readonly DateTime s_at = new(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Guid s_id = Guid.Parse("01890000-0000-7000-8000-00000000000a");
    private static readonly ConnectionTypeKey s_type = new("aws-s3", "apiKeySecret");

    private static readonly ProbeLayerResult s_connected = new(ProbeLayer.Connect, ProbeOutcome.Passed, TimeSpan.FromMilliseconds(12), "s3.example.com:443 takes connections.");

    private static readonly ProbeLayerResult s_refused = new(
        ProbeLayer.Authenticate, ProbeOutcome.Failed, TimeSpan.FromMilliseconds(80), "The Secret Access Key does not belong to the Access Key ID.",
        "Enter the secret again.", ProbeCause.WrongSecret);

    private static readonly ProbeLayerResult s_notReached = new(ProbeLayer.Read, ProbeOutcome.NotReached, TimeSpan.Zero, "Not reached.");

    [Fact]
    public void ForAViewer_ThereIsNothingAndNothingIsAsked()
    {
        SignIn(Roles.Viewer);
        var panel = Panel();
        Assert.Empty(panel.Markup.Trim());
        Assert.Empty(Sent);
    }

    [Theory]
    [InlineData(true, true, "Works")]
    [InlineData(true, false, "Fails")]
    public void TheLastTest_IsToldWithItsWords(bool ofTheseValues, bool works, string badge)
    {
        When<GetConnectionTest, ConnectionTestForm>(_ => Form(new LastConnectionTest(s_at, "Ada", works, ProbeCause.None, "What was found.", ofTheseValues)));
        var panel = Panel();
        Assert.Equal(badge, panel.Find(".badge").TextContent.Trim());
        Assert.Contains("What was found.", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void ATestOfEarlierValues_IsNotTakenForOneOfThese()
    {
        When<GetConnectionTest, ConnectionTestForm>(_ => Form(new LastConnectionTest(s_at, "Ada", false, ProbeCause.WrongKey, "The old trouble.", false)));
        var panel = Panel();
        Assert.Contains("Not tested since the values changed", panel.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("The old trouble.", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Testing_SendsTheInputsAndShowsEachLayerAndWhatToDo()
    {
        When<GetConnectionTest, ConnectionTestForm>(_ => Form());
        When<ProbeConnection, ConnectionProbeResult>(probe =>
        {
            probe.Progress!.Report(s_connected);
            return Result(s_connected, s_refused, s_notReached);
        });
        var panel = Panel(ValueOwner.CustomerConnection);
        panel.FindAll("input")[^1].Change("avatars");
        panel.Find("button").Click();

        var sent = Sent.OfType<ProbeConnection>().Single();
        Assert.Equal((ValueOwner.CustomerConnection, s_id), (sent.Target.Owner, sent.Target.Id));
        Assert.Equal([new SubmittedValue("awsRegion", "us-east-1"), new SubmittedValue("bucket", "avatars")], sent.Inputs);
        var layers = panel.FindAll(".test-layer").Select(l => string.Join(' ', l.Children.Select(c => c.TextContent.Trim()).Where(t => t.Length > 0))).ToList();
        Assert.Equal(3, layers.Count);
        Assert.Equal("Connect Passed 12 ms s3.example.com:443 takes connections.", layers[0]);
        Assert.StartsWith("Sign in Failed 80 ms", layers[1], StringComparison.Ordinal);
        Assert.Equal("Read Not reached", layers[2]);
        Assert.Contains("The connection fails", panel.Find(".notice-title").TextContent, StringComparison.Ordinal);
        Assert.Contains("What to do: Enter the secret again.", panel.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal("polite", panel.Find("[role=status][aria-live]").GetAttribute("aria-live"));
    }

    [Fact]
    public void ARefusal_StandsAtItsField()
    {
        When<GetConnectionTest, ConnectionTestForm>(_ => Form());
        When<ProbeConnection, ConnectionProbeResult>(_ => new InvalidError("bucket", "This is no bucket."));
        var panel = Panel();
        panel.Find("button").Click();
        Assert.Equal("true", panel.FindAll("input")[^1].GetAttribute("aria-invalid"));
        Assert.Empty(panel.FindAll(".notice"));
    }

    [Fact]
    public void ARefusalOfTheWhole_IsRead()
    {
        When<GetConnectionTest, ConnectionTestForm>(_ => Form());
        When<ProbeConnection, ConnectionProbeResult>(_ => new ConflictError("You have run 10 tests within a minute."));
        var panel = Panel();
        panel.Find("button").Click();
        Assert.Contains("10 tests within a minute", panel.Find("[role=status] .notice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void WithAValueMissing_ThereIsNoButton()
    {
        When<GetConnectionTest, ConnectionTestForm>(_ => Form() with { Problem = "\"Token\" is missing." });
        var panel = Panel();
        Assert.Contains("is missing", panel.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll("button"));
    }

    [Fact]
    public void NewValues_TakeTheOldResultAway()
    {
        When<GetConnectionTest, ConnectionTestForm>(_ => Form());
        When<ProbeConnection, ConnectionProbeResult>(_ => Result(s_connected, s_refused));
        var panel = Panel();
        panel.Find("button").Click();
        Assert.NotEmpty(panel.FindAll(".test-layer"));

        panel.Render(p => p.Add(x => x.Revision, Guid.NewGuid()));

        Assert.Empty(panel.FindAll(".test-layer"));
        Assert.Equal(3, Sent.Count(s => s is GetConnectionTest));
    }

    [Theory]
    [InlineData(ValueSource.CustomerConnection, "/customers/01890000-0000-7000-8000-00000000000b?tab=connections")]
    [InlineData(ValueSource.GlobalConnection, "/settings/connections/01890000-0000-7000-8000-00000000000a")]
    [InlineData(ValueSource.TestConnection, "/settings/connections/01890000-0000-7000-8000-00000000000a?tab=test")]
    public void AStepWhoseCredentialWasRefused_LeadsToWhereItIsKept(ValueSource source, string href)
    {
        var connection = new UsedConnection("Acme", s_id, "Acme API", "acme-api", [new UsedInput("token", source, null), new UsedInput("prefix", ValueSource.ConnectionTypeDefault, null)], false);
        When<GetStepRun, StepRunDetail>(q => new StepRunDetail(q.Ordinal, "Get", "http/httpGet", null, OutputKind.None, null, null, false, 0, [], [connection]));
        var panel = Render<StepRunPanel>(p => p
            .Add(x => x.RunId, s_id).Add(x => x.CustomerId, Guid.Parse("01890000-0000-7000-8000-00000000000b")).Add(x => x.Step, Step(FailureCategory.Credentials)));
        Assert.Equal([href], panel.FindAll("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void AStepThatFailedOtherwise_LeadsNowhere()
    {
        var connection = new UsedConnection("Acme", s_id, "Acme API", "acme-api", [new UsedInput("token", ValueSource.GlobalConnection, null)], false);
        When<GetStepRun, StepRunDetail>(q => new StepRunDetail(q.Ordinal, "Get", "http/httpGet", null, OutputKind.None, null, null, false, 0, [], [connection]));
        var panel = Render<StepRunPanel>(p => p.Add(x => x.RunId, s_id).Add(x => x.Step, Step(FailureCategory.Transient)));
        Assert.Empty(panel.FindAll("a"));
    }

    private static StepRunRow Step(FailureCategory category) => new(0, "get", "Get", "http/httpGet", StepStatus.Failed, s_at, TimeSpan.FromMilliseconds(1), OutputKind.None, null, 0, 1, category, "Refused.");

    private static ConnectionTestForm Form(LastConnectionTest? last = null) => new(
        "Bucket", s_type, "API Key / Secret", ProbeInputs.For(s_type, BuiltInConnectors.Find(s_type)!), null, last, []);

    private static ConnectionProbeResult Result(params ProbeLayerResult[] layers) => ConnectionProbeResult.From("Bucket", s_at, TimeSpan.FromMilliseconds(92), layers);

    private IRenderedComponent<ConnectionTestPanel> Panel(ValueOwner owner = ValueOwner.OrganizationConnection) =>
        Render<ConnectionTestPanel>(p => p.Add(x => x.Owner, owner).Add(x => x.OwnerId, s_id));
}
