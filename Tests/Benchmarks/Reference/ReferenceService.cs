using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using ConnectionsConsole.App.Demo;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Tests.Benchmarks.Subjects;

namespace ConnectionsConsole.Tests.Benchmarks.Reference;

/// <summary>
/// "Pokemon Avatar Sync" by hand: no engine, no JavaScript, no guard, no redaction, one customer's values given as arguments. It keeps the console's journal
/// at the console's points: accepted before anything, each step before the next one begins, the last one together with the end.
/// </summary>
internal sealed class ReferenceService : IDisposable
{
    private const string HttpDefaults = """
        "retryOnAllErrors":"false","includeFullResponse":"false","ignoreSslErrors":"false"}
        """;

    private readonly Uri _upstreams;
    private readonly ReferenceJournal _journal;
    private readonly SeedFacts _facts;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.All });
    private readonly AmazonS3Client _s3;
    private readonly string _owner = Guid.CreateVersion7().ToString().ToUpperInvariant();
    private long _sequence;

    public ReferenceService(Uri upstreams, ReferenceJournal journal, SeedFacts facts)
    {
        (_upstreams, _journal, _facts) = (upstreams, journal, facts);
        _s3 = new AmazonS3Client(new BasicAWSCredentials(DemoSandbox.AccessKeyId, DemoSandbox.SecretAccessKey), new AmazonS3Config
        {
            ServiceURL = upstreams.AbsoluteUri,
            AuthenticationRegion = DemoSandbox.Region,
            ForcePathStyle = true,
            UseHttp = true,
            MaxErrorRetry = 0,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    public async Task RunAsync(Guid instance, string customer, string avatar)
    {
        var run = new RunSteps(this, Interlocked.Increment(ref _sequence));
        await _journal.WriteAsync(new AcceptedEntry(
            run.Sequence, Guid.CreateVersion7(), _facts.OrganizationId, _facts.IntegrationId, instance, DateTime.UtcNow, _facts.Configuration, _owner));

        run.Begin();
        var url = $"{_upstreams}api/v2/pokemon/{Uri.EscapeDataString(avatar)}";
        var key = $"{customer}.png";
        var paths = Encoding.UTF8.GetBytes($$"""{"pokemonUrl":{{Json(url)}},"s3ObjectPath":{{Json(key)}}}""");
        var built = new ReferenceLogLine(LogSeverity.Info, $"building paths for {customer}");
        await run.FinishAsync("path-helper", "Path Helper", "code/runCode", _facts.CodeInput, paths, built);

        run.Begin();
        var (document, _, answered) = await GetAsync(url);
        var pictureUrl = FindPicture(document);
        await run.FinishAsync("get-pokemon-data", "Get Pokemon Data", "http/httpGet", HttpInput(url, "json"), document, answered);

        run.Begin();
        (var picture, var contentType, answered) = await GetAsync(pictureUrl);
        await run.FinishAsync("get-pokemon-avatar", "Get Pokemon Avatar", "http/httpGet", HttpInput(pictureUrl, "binary"), picture, answered, contentType);

        run.Begin();
        var entityTag = await PutAsync(key, picture, contentType);
        const string bucket = DemoSandbox.Bucket;
        var length = picture.Length;
        var stored = Encoding.UTF8.GetBytes(
            $$"""{"ETag":{{Json(entityTag)}},"VersionId":null,"Bucket":"{{bucket}}","Key":{{Json(key)}},"ContentLength":{{length}},"ContentType":"{{contentType}}"}""");
        var contents = $$$"""{"$binary":{"contentType":"{{{contentType}}}","length":{{{length}}} }}""";
        var place = $$"""{"awsRegion":"{{DemoSandbox.Region}}","accessKey":{"$connection":"Avatar Bucket"},"bucket":"{{bucket}}",""";
        var input = $$"""{{place}}"objectKey":{{Json(key)}},"fileContents":{{contents}}}""";
        await run.FinishAsync("save-png", "Save PNG", "aws-s3/putObject", input, stored, connections: _facts.UsedConnections, ends: true);
    }

    public void Dispose()
    {
        _s3.Dispose();
        _http.Dispose();
    }

    private async Task<(byte[] Body, string ContentType, ReferenceLogLine Line)> GetAsync(string url)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await _http.GetAsync(new Uri(url));
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var line = string.Create(CultureInfo.InvariantCulture, $"GET {url} answered {(int)response.StatusCode} after {took:0} ms, {body.Length:N0} bytes");
        return (body, response.Content.Headers.ContentType?.MediaType ?? "application/octet-stream", new ReferenceLogLine(LogSeverity.Debug, line));
    }

    private async Task<string> PutAsync(string key, byte[] picture, string contentType)
    {
        using var body = new MemoryStream(picture, writable: false);
        var put = await _s3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = DemoSandbox.Bucket,
            Key = key,
            InputStream = body,
            AutoCloseStream = false,
            ContentType = contentType,
            // One payload whose hash is signed, as the console sends it.
            UseChunkEncoding = false,
        });
        return put.ETag;
    }

    private static string FindPicture(byte[] document)
    {
        using var parsed = JsonDocument.Parse(document);
        return parsed.RootElement.GetProperty("sprites").GetProperty("front_default").GetString()!;
    }

    private static string HttpInput(string url, string responseType) =>
        $$"""{"url":{{Json(url)}},"responseType":"{{responseType}}","maxRetries":"0","retryDelayMS":"0","useExponentialBackoff":"false",""" + HttpDefaults;

    private static string Json(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    /// <summary>The steps of one run, one after another.</summary>
    private sealed class RunSteps(ReferenceService service, long sequence)
    {
        private int _ordinal;
        private DateTime _startedAt;
        private long _started;

        public long Sequence => sequence;

        public void Begin() => (_startedAt, _started) = (DateTime.UtcNow, Stopwatch.GetTimestamp());

        public Task FinishAsync(
            string path, string name, string action, string input, byte[] output,
            ReferenceLogLine? line = null, string? contentType = null, string? connections = null, bool ends = false)
        {
            var duration = (long)Stopwatch.GetElapsedTime(_started).TotalMicroseconds;
            var step = new ReferenceStep(
                sequence, _ordinal++, service._facts.OrganizationId, path, name, action, _startedAt, duration, input, output, contentType, connections);
            return service._journal.WriteAsync(new StepEntry(step, line, ends));
        }
    }
}
