using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Tests.Support.Http;

namespace ConnectionsConsole.Tests.Integration.Runs;

/// <summary>A step that goes wrong fails its run, with the step's name, a category and words that help; and the console goes on.</summary>
public sealed class FailingStepsTests(FailingStepsConsole console) : IClassFixture<FailingStepsConsole>
{
    [Theory]
    [InlineData("module.exports = async () => { while (true) {} };", "Runner:JavaScript:")]
    [InlineData("const f = n => 1 + f(n + 1); module.exports = async () => ({ data: f(0) });", "Runner:JavaScript:RecursionDepth")]
    [InlineData("module.exports = async () => { let s = 'x'.repeat(1000); const all = []; for (;;) { all.push(s + all.length); } };", "Runner:JavaScript:")]
    [InlineData("module.exports = async () => {\n  throw new Error('no such avatar');\n};", "no such avatar (line 2, column")]
    [InlineData("module.exports = async () => {\n  return undefinedThing;\n};", "undefinedThing is not defined (line 2, column")]
    [InlineData("module.exports = async ( => 1;", "The code cannot be read")]
    public async Task Code_ThatGoesWrong_FailsTheRun(string code, string words)
    {
        Failed(await console.RunAsync(CodeConnector.RunCode, new() { [CodeConnector.Code] = code }), FailureCategory.Permanent, words);
        await ConsoleGoesOnAsync();
    }

    [Theory]
    [InlineData("/500", FailureCategory.Transient, "answered 500")]
    [InlineData("/401", FailureCategory.Credentials, "answered 401")]
    [InlineData("/404", FailureCategory.Permanent, "answered 404")]
    [InlineData("/429", FailureCategory.RateLimit, "answered 429")]
    [InlineData("/cut", FailureCategory.Transient, "/cut")]
    [InlineData("/large", FailureCategory.Permanent, "Runner:Http:MaxResponseBytes")]
    [InlineData("/invalid", FailureCategory.Permanent, "a body that is not JSON")]
    public async Task Http_WithATroublesomeAnswer_FailsTheRun(string path, FailureCategory category, string words)
    {
        foreach (var status in (int[])[500, 401, 404, 429])
        {
            console.Server.Answer($"GET /{status}", TestAnswer.Empty(status));
        }

        console.Server.Answer("GET /cut", TestAnswer.Text(new string('x', 1_000)) with { Abort = true });
        console.Server.Answer("GET /large", TestAnswer.Bytes(new byte[100_000], "application/octet-stream"));
        console.Server.Answer("GET /invalid", TestAnswer.Text("{ \"half\": ", contentType: "application/json"));

        Failed(await console.RunAsync(HttpConnector.Get, Get(console.Server.Url(path))), category, words);
        await ConsoleGoesOnAsync();
    }

    [Fact]
    public async Task Http_WithoutAnAnswerInTime_FailsTheRun()
    {
        var never = new TaskCompletionSource();
        console.Server.Answer("GET /slow", TestAnswer.Empty(200) with { Gate = never.Task });
        Failed(
            await console.RunAsync(HttpConnector.Get, new(Get(console.Server.Url("/slow"))) { [HttpConnector.Inputs.Timeout] = "200" }),
            FailureCategory.Transient, "did not answer completely within 200 ms");
        await ConsoleGoesOnAsync();
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", FailureCategory.Transient, "could not be connected to")]
    [InlineData("http://169.254.169.254/latest/meta-data/", FailureCategory.Configuration, "Egress:Allow")]
    [InlineData("http://name.invalid/", FailureCategory.Configuration, "name.invalid")]
    [InlineData("no address", FailureCategory.Configuration, "The address is not an absolute http")]
    public async Task Http_ToWhereNobodyIs_FailsTheRun(string url, FailureCategory category, string words) =>
        Failed(await console.RunAsync(HttpConnector.Get, new() { [HttpConnector.Inputs.Url] = url }), category, words);

    [Theory]
    [InlineData("key", "wrong", "avatars", FailureCategory.Credentials, "Enter it again in the connection")]
    [InlineData("nobody", "secret", "avatars", FailureCategory.Credentials, "does not know the Access Key ID")]
    [InlineData("key", "secret", "missing", FailureCategory.Configuration, "There is no bucket missing")]
    public async Task Put_ThatTheStoreRefuses_FailsTheRun(string accessKeyId, string secret, string bucket, FailureCategory category, string words)
    {
        Failed(await PutAsync(bucket, accessKeyId, secret, console.Sandbox.BaseAddress.ToString()), category, words);
        Assert.Equal(RunStatus.Succeeded, (await PutAsync("avatars", "key", "secret", console.Sandbox.BaseAddress.ToString())).Status);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", FailureCategory.Transient, "Endpoint URL")]
    [InlineData("http://169.254.169.254/", FailureCategory.Configuration, "Egress:Allow")]
    public async Task Put_ToNoEndpoint_FailsTheRun(string endpoint, FailureCategory category, string words) =>
        Failed(await PutAsync("avatars", "key", "secret", endpoint), category, words);

    private Task<RunDetail> PutAsync(string bucket, string accessKeyId, string secret, string endpoint) => console.RunAsync(
        AwsS3Connector.PutObject,
        new()
        {
            [AwsS3Connector.Inputs.Region] = "us-east-1",
            [AwsS3Connector.Inputs.Bucket] = bucket,
            [AwsS3Connector.Inputs.ObjectKey] = "a.txt",
            [AwsS3Connector.Inputs.FileContents] = "text",
        },
        (AwsS3Connector.Inputs.AccessKeyId, accessKeyId), (AwsS3Connector.Inputs.SecretAccessKey, secret), (AwsS3Connector.Inputs.EndpointUrl, endpoint));

    private static Dictionary<string, string> Get(Uri url) => new() { [HttpConnector.Inputs.Url] = url.ToString(), [HttpConnector.Inputs.ResponseType] = "json" };

    private static void Failed(RunDetail run, FailureCategory category, string words)
    {
        Assert.Equal((RunStatus.Failed, "Second"), (run.Status, run.FailedStep));
        Assert.Equal(category, run.FailureCategory);
        Assert.Contains(words, run.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.FailureMessage, StringComparison.Ordinal);
        Assert.Equal([StepStatus.Succeeded, StepStatus.Failed], run.Steps.Select(step => step.Status));
    }

    private async Task ConsoleGoesOnAsync()
    {
        var next = await console.RunAsync(CodeConnector.RunCode, new() { [CodeConnector.Code] = "module.exports = async () => ({ data: 2 });" });
        Assert.Equal(RunStatus.Succeeded, next.Status);
    }
}
