using System.Text.Json;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Runner.Inputs;
using ConnectionsConsole.Infrastructure.Secrets.Redaction;

namespace ConnectionsConsole.Tests.Unit.Runner;

public sealed class InputEvaluatorTests
{
    private static readonly IRedactor s_redactor = new RedactorFactory().Create(["top-secret"]);
    private static readonly Dictionary<string, string> s_variables = new() { ["Customer Name"] = "Ada", ["Count"] = "3" };
    private static readonly Dictionary<string, StepValue> s_results = new()
    {
        ["get"] = new JsonStepValue("""{"id":7,"text":"a top-secret b","none":null,"map":{"k":"v","n":2},"list":[{"key":"x","value":"y"}]}"""u8.ToArray()),
        ["picture"] = new BinaryStepValue(new byte[9], "image/png"),
    };

    public static TheoryData<InputValue, string> Values => new()
    {
        { new LiteralValue("as it is"), "as it is" },
        { new ReferenceValue("get.results.id"), "7" },
        { new ConfigVariableValue("Customer Name"), "Ada" },
        { new TemplateValue("{{#Customer Name}}/{{$get.results.id}}.png"), "Ada/7.png" },
        { new TemplateValue("no holes {{ here }}"), "no holes {{ here }}" },
        { new TemplateValue("{{#Customer Name}}{{#Count}}"), "Ada3" },
        { new ListValue([new ListItem(null, new LiteralValue("a")), new ListItem(null, new ReferenceValue("get.results.map"))]), """["a",{"k":"v","n":2}]""" },
        { new ListValue([new ListItem("n", new ConfigVariableValue("Count"))]), """[{"key":"n","value":"3"}]""" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void EveryKindOfInput_ComesToItsValue(InputValue given, string text) =>
        Assert.Equal(text, Evaluate(new InputField("in", "In", InputType.Data), given).Inputs.Text("in"));

    [Fact]
    public void ABinaryReference_StaysBinaryAndIsRecordedByItsLength()
    {
        var (inputs, record) = Evaluate(new InputField("in", "In", InputType.Data), new ReferenceValue("picture.results"));
        Assert.Same(s_results["picture"], inputs.Value("in"));
        Assert.Equal("""{"in":{"$binary":{"contentType":"image/png","length":9}}}""", record);
    }

    [Theory]
    [InlineData("get.results.map", "k=v;n=2")]
    [InlineData("get.results.list", "x=y")]
    [InlineData("get.results.none", "")]
    public void AKeyValueInput_TakesObjectsAndLists(string path, string pairs)
    {
        var inputs = Evaluate(new InputField("in", "In", InputType.KeyValueList), new ReferenceValue(path)).Inputs;
        Assert.Equal(pairs, string.Join(';', inputs.KeyValues("in").Select(p => $"{p.Key}={p.Value}")));
    }

    [Fact]
    public void AnInputLeftEmpty_HasItsDefault()
    {
        var field = new InputField("in", "In", InputType.String, Default: "fallback");
        Assert.Equal("fallback", Evaluate(field, null).Inputs.Text("in"));
        Assert.Equal("fallback", Evaluate(field, new LiteralValue("")).Inputs.Text("in"));
        Assert.Equal("fallback", Evaluate(field, new ReferenceValue("get.results.none")).Inputs.Text("in"));
        Assert.Null(Evaluate(field with { Default = null }, null).Inputs.Value("in"));
    }

    public static TheoryData<InputValue?, string> Problems => new()
    {
        { new ReferenceValue("get.results.idd"), """Step "Send", input In: get.results.idd does not exist; the nearest is get.results.id""" },
        { new TemplateValue("x{{$gett.results.id}}"), """Step "Send", input In: gett.results.id does not exist; the nearest is get.results""" },
        { new ConfigVariableValue("Customer Nam"), """Step "Send", input In: there is no config variable "Customer Nam"; the nearest is "Customer Name" """.Trim() },
        { new ConfigVariableValue("Slot"), """Step "Send", input In: the config variable "Slot" is a connection, which has no value of its own""" },
        { new ReferenceValue("get[\"open"), """Step "Send", input In: the reference get["open cannot be read: a quote or bracket is not closed""" },
        { new ReferenceValue("get.results.none"), """Step "Send", input In: get.results.none is null, and the input is required""" },
        { null, """Step "Send", input In: it is required and was left empty""" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void AnInputThatLeadsNowhere_FailsAsConfigurationByName(InputValue? given, string message)
    {
        var failed = Assert.Throws<StepFailedException>(() => Evaluate(new InputField("in", "In", InputType.Data, Required: true), given));
        Assert.Equal((FailureCategory.Configuration, message), (failed.Failure.Category, failed.Failure.Message));
    }

    [Fact]
    public void TheRecord_HoldsNoSecretAndCutsAfterRedacting()
    {
        var (_, record) = Evaluate(new InputField("in", "In", InputType.Data), new ReferenceValue("get.results.text"));
        Assert.Equal("""{"in":"a [redacted] b"}""", record);

        // The secret lies across the place where the value is cut: half of it must not be left.
        var half = Evaluate(new InputField("in", "In", InputType.Data), new LiteralValue(new string('x', 3_993) + "top-secret" + new string('y', 100))).Record;
        Assert.DoesNotContain("top-", half, StringComparison.Ordinal);
        using var parsed = JsonDocument.Parse(half);
        Assert.True(parsed.RootElement.GetProperty("in").GetProperty("$cut").GetProperty("length").GetInt32() > 4_000);
    }

    [Fact]
    public void Code_IsRecordedByItsLengthAndASecretInputNotAtAll()
    {
        Assert.Equal("""{"in":{"$code":{"length":3}}}""", Evaluate(new InputField("in", "In", InputType.Code), new LiteralValue("abc")).Record);
        Assert.Equal("""{"in":"[redacted]"}""", Evaluate(new InputField("in", "In", InputType.Password), new LiteralValue("abc")).Record);
    }

    private static (StepInputs Inputs, string Record) Evaluate(InputField field, InputValue? given)
    {
        var fallback = field.Default is null ? null : StepValue.FromText(field.Default);
        var source = new InputCompiler(s_variables, new HashSet<string> { "Slot" }).Compile(given) ?? (fallback is null ? null : new ConstantSource(fallback));
        var recorder = new InputRecorder(s_redactor, 32 * 1024);
        var constant = source?.Constant is { } value && field.Type != InputType.KeyValueList ? recorder.RecordConstant(field, value) : null;
        var input = new PlannedInput(field, $"Step \"Send\", input {field.Label}", source, fallback, null, null, constant);
        recorder.Begin();
        var inputs = InputEvaluator.Evaluate("Send", [input], s_results, recorder);
        return (inputs, recorder.End());
    }
}
