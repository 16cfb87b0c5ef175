using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Tests.Unit.Runner.JavaScript;

/// <summary>The two arguments of a code step's function, its log and its result.</summary>
public sealed class ContextTests : IDisposable
{
    private readonly CodeStep _step = new();

    public void Dispose() => _step.Dispose();

    [Fact]
    public async Task Context_OfARun_HasWhatTheContractNames()
    {
        _step.ConfigVariables["customerName"] = "Acme";
        _step.Connections["Bucket"] = new ResolvedConnection("Bucket", "aws-s3", "apiKeySecret",
            new Dictionary<string, string> { ["accessKeyId"] = "id" }, [], new Dictionary<string, string> { ["api_key"] = "id" });

        var json = await _step.ValueAsync("(({ logger, ...rest }) => [Object.keys(logger), rest])(context)");

        Assert.Equal(
            """[["metric","trace","debug","info","log","warn","error"],{"configVars":{"customerName":"Acme","Bucket":{"key":"apiKeySecret","configVarKey":"Bucket","fields":{"accessKeyId":"id"}}},"credential":{"api_key":"id"},"instanceState":{},"crossFlowState":{},"executionState":{},"integrationState":{},"stepId":"code-step","executionId":"11111111-1111-7111-8111-111111111111","webhookUrls":{},"webhookApiKeys":{},"invokeUrl":"","customer":{"id":"33333333-3333-7333-8333-333333333333","name":"Acme","externalId":"acme-1"},"instance":null,"user":null,"integration":{"id":"22222222-2222-7222-8222-222222222222","name":"Sync"},"flow":{"id":"main","name":"Main"},"startedAt":"2026-01-02T03:04:05.678Z"}]""",
            json);
    }

    [Fact]
    public async Task StepResults_AreParsedOnlyWhenTouched()
    {
        _step.Results["good"] = StepValue.FromObject(new { name = "x" });
        _step.Results["broken"] = new JsonStepValue("{"u8.ToArray());

        Assert.Equal("""[["good","broken"],"x"]""", await _step.ValueAsync("[Object.keys(stepResults), stepResults.good.results.name]"));
        Assert.Contains("SyntaxError", await _step.FailureAsync("module.exports = async (_, r) => ({ data: r.broken.results });"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StepResults_ChangedByAScript_StayAsTheyWere()
    {
        _step.Results["good"] = StepValue.FromObject(new { name = "x" });

        Assert.Equal("\"y\"", await _step.ValueAsync("(stepResults.good.results.name = 'y', stepResults.good.results.name)"));
        Assert.Equal("\"x\"", await _step.ValueAsync("stepResults.good.results.name"));
    }

    [Theory]
    [InlineData("{ data: Buffer.concat([stepResults.picture.results.data, Buffer.from([3])]), contentType: 'image/png' }", "image/png")]
    [InlineData("{ data: { data: new Uint8Array([1, 2, 3]), contentType: 'image/png' } }", "image/png")]
    [InlineData("{ data: Buffer.from([9, 1, 2, 3]).subarray(1) }", "application/octet-stream")]
    public async Task Binary_GoesBothWays(string returned, string contentType)
    {
        _step.Results["picture"] = new BinaryStepValue(new byte[] { 1, 2 }, "image/png");

        var outcome = await _step.RunAsync($"module.exports = async (context, stepResults) => ({returned});");

        var binary = Assert.IsType<BinaryStepValue>(outcome.Output);
        Assert.Equal([1, 2, 3], binary.Data.ToArray());
        Assert.Equal(contentType, binary.ContentType);
    }

    [Fact]
    public async Task Log_TakesLoggerAndConsole_WithTheirSeverities()
    {
        await _step.ValueAsync("(context.logger.metric('m'), context.logger.warn('a %s', 'b', { c: 1 }), console.log('x', 1, [2]), console.error(new Date(0)), console.debug())");

        Assert.Equal(
            [
                (LogSeverity.Metric, "m"), (LogSeverity.Warn, "a b { c: 1 }"), (LogSeverity.Info, "x 1 [ 2 ]"), (LogSeverity.Error, "1970-01-01T00:00:00.000Z"),
                (LogSeverity.Debug, ""),
            ],
            _step.Lines);
    }

    [Theory]
    [InlineData("module.exports = async () => ({ data: undefined });", "null")]
    [InlineData("module.exports = () => ({ data: 5 });", "5")]
    [InlineData("module.exports = async () => ({});", "null")]
    [InlineData("exports.default = async () => ({ data: [new Date(0), undefined] });", "[\"1970-01-01T00:00:00.000Z\",null]")]
    [InlineData("module.exports = () => ({ then(done) { done({ data: 'thenable' }); } });", "\"thenable\"")]
    public async Task Result_IsWhatJsonStringifyWrites(string code, string json) => Assert.Equal(json, await _step.JsonAsync(code));
}
