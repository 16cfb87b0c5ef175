using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using ConnectionsConsole.App.Demo;
using ConnectionsConsole.Tests.Benchmarks.Subjects;

namespace ConnectionsConsole.Tests.Benchmarks.Reference;

/// <summary>
/// "Pokemon Avatar Sync" by hand: no engine, no JavaScript, no guard, no redaction, one customer's values given as arguments. It keeps the console's journal
/// at the console's points: accepted before anything, each step before the next one begins, the last one together with the end.
/// </summary>
internal sealed class ReferenceService : IDisposable
{
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
        await run.FinishAsync("path-helper", "Path Helper", "code/runCode", _facts.CodeInput, paths, logLine: $"building paths for {customer}");

        run.Begin();
        var document = await _http.GetByteArrayAsync(new Uri(url));
        var pictureUrl = FindPicture(document);
        await run.FinishAsync("get-pokemon-data", "Get Pokemon Data", "http/httpGet", $$"""{"url":{{Json(url)}},"responseType":"json"}""", document);

        run.Begin();
        using var response = await _http.GetAsync(new Uri(pictureUrl));
        var contentType = response.EnsureSuccessStatusCode().Content.Headers.ContentType?.ToString() ?? "application/octet-stream";
        var picture = await response.Content.ReadAsByteArrayAsync();
        await run.FinishAsync(
            "get-pokemon-avatar", "Get Pokemon Avatar", "http/httpGet", $$"""{"url":{{Json(pictureUrl)}},"responseType":"binary"}""", picture, contentType);

        run.Begin();
        var entityTag = await PutAsync(key, picture, contentType);
        var stored = Encoding.UTF8.GetBytes(
            $$"""{"ETag":{{Json(entityTag)}},"VersionId":null,"Bucket":"{{DemoSandbox.Bucket}}","Key":{{Json(key)}},"ContentLength":{{picture.Length}},"ContentType":"{{contentType}}"}""");
        var input = $$"""
            {"awsRegion":"{{DemoSandbox.Region}}","bucket":"{{DemoSandbox.Bucket}}","objectKey":{{Json(key)}},"fileContents":"{{contentType}}, {{picture.Length}} bytes"}
            """;
        await run.FinishAsync("save-png", "Save PNG", "aws-s3/putObject", input, stored, connections: _facts.UsedConnections, ends: true);
    }

    public void Dispose()
    {
        _s3.Dispose();
        _http.Dispose();
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
            string path, string name, string action, string input, byte[] output, string? contentType = null, string? connections = null, string? logLine = null, bool ends = false)
        {
            var duration = (long)Stopwatch.GetElapsedTime(_started).TotalMicroseconds;
            var step = new ReferenceStep(
                sequence, _ordinal++, service._facts.OrganizationId, path, name, action, _startedAt, duration, input, output, contentType, connections);
            return service._journal.WriteAsync(new StepEntry(step, logLine, ends));
        }
    }
}
