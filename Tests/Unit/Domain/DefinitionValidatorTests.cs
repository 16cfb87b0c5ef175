using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Steps;

namespace ConnectionsConsole.Tests.Unit.Domain;

/// <summary>Each problem that keeps a definition from being published, with its place.</summary>
public sealed class DefinitionValidatorTests : IDefinitionCatalogue
{
    private static readonly RequiredConfigVariable s_slot = new("Bucket", ConfigVariableType.Connection, Connection: new ConnectionSlot("aws-s3", StableKey: "bucket-key"));

    private readonly Dictionary<string, ConnectionTypeKey> _connections = new()
    {
        [StableKey.Normalize("bucket-key")] = new("aws-s3", "apiKeySecret"),
        [StableKey.Normalize("acme-key")] = new("http", "apiKey"),
    };

    [Fact]
    public void AWholeDefinition_HasNoProblem() => Assert.Empty(Validate(Of(
        [new RequiredConfigVariable("Region", Default: "eu"), s_slot],
        Get("a", "Get it", ("url", new TemplateValue("https://{{#Region}}.example.com"))),
        Get("b", "Again", ("url", new ReferenceValue("getIt.results.next")), ("headers", new ListValue([new ListItem("X-Region", new ConfigVariableValue("Region"))]))),
        Put("c", new ConfigVariableValue("Bucket")))));

    [Fact]
    public void NoFlow_IsTold() => Expect("", "has no flow", new IntegrationDefinition([], []));

    [Fact]
    public void TwoFlowsOfOneKey_AreTold() => Expect("main", "Two flows", new IntegrationDefinition([Flow(Get("a", "A")), Flow(Get("b", "B"))], []));

    [Fact]
    public void AFlowWithoutSteps_IsTold() => Expect("main", "has no steps", new IntegrationDefinition([Flow()], []));

    [Fact]
    public void AFlowWithoutAName_IsTold() => Expect("main", "no name", new IntegrationDefinition([Flow(Get("a", "A")) with { Name = " " }], []));

    [Fact]
    public void AScheduleWithoutTimes_IsTold() =>
        Expect("main", "no cron expression", new IntegrationDefinition([Flow(Get("a", "A")) with { Trigger = new TriggerDefinition(TriggerKind.Schedule) }], []));

    [Fact]
    public void TwoStepsOfOneId_AreTold() => Expect("main/a", "Two steps have the id", Of([], Get("a", "A"), Get("a", "B")));

    [Fact]
    public void TwoStepsOfOneReferenceName_AreTold() => Expect("main", "\"getIt\" in references", Of([], Get("a", "Get it"), Get("b", "get-it")));

    [Theory]
    [InlineData("")]
    [InlineData("!?")]
    public void AStepWithoutAUsableName_IsTold(string name) => Expect("main/a", "1 to 100 characters", Of([], Get("a", name)));

    [Fact]
    public void AStepWithALongName_IsTold() => Expect("main/a", "1 to 100 characters", Of([], Get("a", new string('x', 101))));

    [Fact]
    public void AnUnknownAction_IsTold() => Expect("main/a", "\"http/httpFly\"", Of([], Get("a", "A") with { Action = "httpFly" }));

    [Fact]
    public void AMissingRequiredInput_IsTold() => Expect("main/a/url", "URL is required", Of([], Get("a", "A", ("url", new LiteralValue("")))));

    [Fact]
    public void AnUnknownInput_IsTold() => Expect("main/a/speed", "no input \"speed\"", Of([], Get("a", "A", ("speed", new LiteralValue("fast")))));

    [Fact]
    public void AnImpossibleLiteral_IsTold() => Expect("main/a/responseType", "is one of json, text, binary", Of([], Get("a", "A", ("responseType", new LiteralValue("xml")))));

    [Fact]
    public void AReferenceToALaterStep_IsTold() =>
        Expect("main/a/url", "does not come before", Of([], Get("a", "A", ("url", new ReferenceValue("second.url"))), Get("b", "Second")));

    [Fact]
    public void AReferenceToItself_IsTold() => Expect("main/a/url", "does not come before", Of([], Get("a", "A", ("url", new ReferenceValue("a[0]")))));

    [Fact]
    public void AReferenceToNoStep_IsTold() => Expect("main/a/url", "there is no such step", Of([], Get("a", "A", ("url", new TemplateValue("x{{$nobody.url}}")))));

    [Fact]
    public void AReferenceToNothing_IsTold() => Expect("main/a/url", "references nothing", Of([], Get("a", "A", ("url", new ReferenceValue(".url")))));

    [Fact]
    public void AReferenceInsideAList_IsChecked() =>
        Expect("main/a/headers", "there is no such step", Of([], Get("a", "A", ("headers", new ListValue([new ListItem("X", new ReferenceValue("nobody"))])))));

    [Fact]
    public void AnUnknownConfigVariable_IsTold() => Expect("main/a/url", "does not require", Of([], Get("a", "A", ("url", new TemplateValue("{{#Nothing}}")))));

    [Fact]
    public void AConnectionWhereAValueIsMeant_IsTold() => Expect("main/a/url", "takes a value", Of([s_slot], Get("a", "A", ("url", new ConfigVariableValue("Bucket")))));

    [Theory]
    [InlineData("Region")]
    [InlineData("Nothing")]
    public void AConnectionInputThatNamesNoSlot_IsTold(string key) =>
        Expect("main/c/accessKey", "one of the integration's connections", Of([s_slot, new RequiredConfigVariable("Region")], Put("c", new ConfigVariableValue(key))));

    [Fact]
    public void AConnectionInputThatIsEmpty_IsTold() => Expect("main/c/accessKey", "Connection is required", Of([], Put("c", new LiteralValue(""))));

    [Theory]
    [InlineData(6, 0)]
    [InlineData(-1, 0)]
    [InlineData(1, 61)]
    [InlineData(1, -1)]
    public void RetriesBeyondTheLimits_AreTold(int attempts, int seconds) =>
        Expect("main/a", "may repeat 0 to 5 times", Of([], Get("a", "A") with { ErrorHandling = new ErrorHandling(ErrorHandler.Retry, attempts, seconds) }));

    [Fact]
    public void TwoConfigVariablesOfOneName_AreTold() =>
        Expect("Region", "Two config variables", Of([new RequiredConfigVariable("Region"), new RequiredConfigVariable("Region")], Get("a", "A")));

    [Fact]
    public void AConfigVariableWithoutAName_IsTold() => Expect(" ", "has no name", Of([new RequiredConfigVariable(" ")], Get("a", "A")));

    [Fact]
    public void APicklistWithoutChoices_IsTold() =>
        Expect("Size", "without choices", Of([new RequiredConfigVariable("Size", ConfigVariableType.Picklist, Picklist: [])], Get("a", "A")));

    [Fact]
    public void AConnectionVariableWithoutASlot_IsTold() =>
        Expect("Size", "exactly when", Of([new RequiredConfigVariable("Size", ConfigVariableType.Connection)], Get("a", "A")));

    [Fact]
    public void AValueWithASlot_IsTold() => Expect("Bucket", "exactly when", Of([s_slot with { Type = ConfigVariableType.String }], Get("a", "A")));

    [Theory]
    [InlineData("ftp", null, null, "the connector \"ftp\"")]
    [InlineData("aws-s3", null, "lost-key", "\"lost-key\", which does not exist here")]
    [InlineData("aws-s3", null, "acme-key", "of another type")]
    [InlineData("http", "basic", "acme-key", "of another type")]
    [InlineData("http", "digest", null, "\"http/digest\", which does not exist")]
    public void ASlotThatNothingFits_IsTold(string connector, string? type, string? stableKey, string expected) =>
        Expect("Slot", expected, Of([new RequiredConfigVariable("Slot", ConfigVariableType.Connection, Connection: new ConnectionSlot(connector, type, stableKey))], Get("a", "A")));

    [Fact]
    public void AStableKeyInOtherCase_IsFound() =>
        Assert.Empty(Validate(Of([s_slot with { Connection = new ConnectionSlot("aws-s3", StableKey: "BUCKET-Key") }], Get("a", "A"))));

    [Fact]
    public void StepsNestedTooDeep_AreTold()
    {
        var step = Get("s0", "Inner");
        for (var i = 1; i <= DefinitionValidator.DeepestNesting; i++)
        {
            step = Get($"s{i}", $"Level {i}") with { Steps = [step] };
        }

        Expect("main", "nested more than 20 deep", Of([], step));
    }

    [Fact]
    public void TooManySteps_AreTold() =>
        Expect("main", "1,001 steps; at most 1,000", Of([], [.. Enumerable.Range(0, DefinitionValidator.MostSteps + 1).Select(i => Get($"s{i}", $"Step {i}"))]));

    [Fact]
    public void StepsInsideBranches_AreCheckedToo() =>
        Expect("main/b/url", "URL is required", Of([], Get("a", "A") with { Branches = [new Branch("yes", [Get("b", "B", ("url", new LiteralValue("")))])] }));

    [Fact]
    public void EveryProblem_IsToldAtOnce() => Assert.Equal(3, Validate(Of([new RequiredConfigVariable("X", ConfigVariableType.Picklist)], Get("a", ""), Get("b", "B") with { Action = "no" })).Count);

    ActionDefinition? IDefinitionCatalogue.FindAction(ActionKey key) => BuiltInConnectors.Find(key);

    ConnectionType? IDefinitionCatalogue.FindConnectionType(ConnectionTypeKey key) => BuiltInConnectors.Find(key);

    bool IDefinitionCatalogue.HasConnector(string key) => BuiltInConnectors.Find(key) is not null;

    ConnectionTypeKey? IDefinitionCatalogue.FindOrganizationConnection(string stableKey) =>
        _connections.TryGetValue(StableKey.Normalize(stableKey), out var type) ? type : null;

    private static Flow Flow(params Step[] steps) => new("main", "Main", TriggerDefinition.Manual, steps);

    private static IntegrationDefinition Of(RequiredConfigVariable[] variables, params Step[] steps) => new([Flow(steps)], variables);

    private static Step Get(string id, string name, params (string Key, InputValue Value)[] inputs)
    {
        var all = inputs.ToDictionary(i => i.Key, i => i.Value);
        all.TryAdd("url", new LiteralValue("https://example.com"));
        return new Step(id, name, "http", "httpGet", all);
    }

    private static Step Put(string id, InputValue connection) => new(id, "Put", "aws-s3", "putObject", new Dictionary<string, InputValue>
    {
        ["accessKey"] = connection,
        ["bucket"] = new LiteralValue("avatars"),
        ["objectKey"] = new LiteralValue("a.png"),
        ["fileContents"] = new LiteralValue("text"),
    });

    private IReadOnlyList<DefinitionProblem> Validate(IntegrationDefinition definition) => DefinitionValidator.Validate(definition, this);

    private void Expect(string location, string message, IntegrationDefinition definition)
    {
        var problems = Validate(definition);
        Assert.True(
            problems.Any(p => p.Location == location && p.Message.Contains(message, StringComparison.Ordinal)),
            $"Expected \"{message}\" at \"{location}\", got: {string.Join("; ", problems)}");
    }
}
