using System.Collections.Concurrent;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Egress;
using ConnectionsConsole.Infrastructure.Probes;
using ConnectionsConsole.Infrastructure.Runner.Http;
using ConnectionsConsole.Infrastructure.Runner.S3;
using ConnectionsConsole.Infrastructure.Secrets.Redaction;
using ConnectionsConsole.Tests.Support.Canary;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Tests.Integration.Probes;

/// <summary>
/// Tests of connections as the application registers them, with real sockets; loopback is allowed unless a test says otherwise. After every test of a connection
/// its texts and the log are searched for the connection's secrets.
/// </summary>
internal sealed class ProbeBench : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly CapturingLoggers _log = new();

    public ProbeBench(Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Egress:Allow:0", "127.0.0.0/8:*"), new("Probes:Timeout", "00:00:30")])
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var services = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(_log))
            .AddSingleton<IConfiguration>(configuration).AddSingleton<IRedactorFactory, RedactorFactory>();
        configure?.Invoke(services);
        services.AddSingleton(TimeProvider.System);
        services.TryAddSingleton<IAuthorizations>(new NoAuthorizations());
        _services = services.AddEgress().AddHttpSteps().AddS3Steps().AddProbes().BuildServiceProvider();
    }

    public static ConnectionType Type(string connector, string type) => BuiltInConnectors.Find(new ConnectionTypeKey(connector, type))!;

    /// <summary>A bearer token is sent to an address.</summary>
    public Task<ConnectionProbeResult> BearerAsync(string url, string token = "canary-token-7Qz1x", IReadOnlyList<string>? allowedHosts = null, string method = "GET") => ProbeAsync(
        new ResolvedConnection("Acme", HttpConnector.Key, HttpConnector.BearerType, new Dictionary<string, string> { ["token"] = token }, allowedHosts ?? []),
        Type(HttpConnector.Key, HttpConnector.BearerType), [token], (ProbeInputs.Url, url), (ProbeInputs.Method, method));

    public Task<ConnectionProbeResult> S3Async(
        Uri endpoint, string accessKeyId, string secretAccessKey, string bucket = "", string region = "us-east-1") => ProbeAsync(
        new ResolvedConnection("Bucket", AwsS3Connector.Key, AwsS3Connector.ApiKeySecretType, new Dictionary<string, string>
        {
            ["accessKeyId"] = accessKeyId, ["secretAccessKey"] = secretAccessKey, ["endpointUrl"] = endpoint.AbsoluteUri,
        }, []),
        Type(AwsS3Connector.Key, AwsS3Connector.ApiKeySecretType), [secretAccessKey], (ProbeInputs.Region, region), (ProbeInputs.Bucket, bucket));

    public async Task<ConnectionProbeResult> ProbeAsync(
        ResolvedConnection connection, ConnectionType type, IReadOnlyList<string> secrets, params (string Key, string Value)[] inputs)
    {
        var subject = new ProbeSubject(connection, type, inputs.ToDictionary(i => i.Key, i => i.Value), secrets);
        var shown = new Shown();
        var layers = await ProbeAsync(subject, shown, CancellationToken.None);
        Assert.Equal(layers, shown.Layers);
        var scanner = new CanaryScanner([.. secrets]);
        Assert.Empty(scanner.ScanText("result", string.Join('\n', layers.Select(l => $"{l.Words} {l.Advice}"))));
        Assert.Empty(scanner.ScanText("log", string.Join('\n', _log.Lines)));
        Assert.All(layers, l => Assert.True(l.Outcome is not (ProbeOutcome.Failed or ProbeOutcome.Warning) || (l.Advice is not null && l.Cause != ProbeCause.None), l.Words));
        return ConnectionProbeResult.From(connection.Key, DateTime.UtcNow, TimeSpan.Zero, layers);
    }

    public async Task<ConnectionProbeResult> ProbeAsync(ProbeSubject subject)
    {
        var layers = await ProbeAsync(subject, null, CancellationToken.None);
        Assert.Empty(new CanaryScanner([.. subject.Secrets]).ScanText("result", string.Join('\n', layers.Select(l => $"{l.Words} {l.Advice}"))));
        return ConnectionProbeResult.From(subject.Connection.Key, DateTime.UtcNow, TimeSpan.Zero, layers);
    }

    public Task<IReadOnlyList<ProbeLayerResult>> ProbeAsync(ProbeSubject subject, IProgress<ProbeLayerResult>? progress, CancellationToken cancellationToken) =>
        _services.GetRequiredService<IConnectionProber>().ProbeAsync(subject, progress, cancellationToken);

    public void Dispose() => _services.Dispose();

    private sealed class NoAuthorizations : IAuthorizations
    {
        public Error? Check(OAuthSettings settings) => throw new NotSupportedException();

        public Task<TokenOutcome> GetTokenAsync(TokenQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Result<Guid>> ExchangeAsync(AuthorizationTarget target, OAuthSettings settings, CodeAnswer answer, Actor actor, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<Result<Disconnection>> DisconnectAsync(AuthorizationTarget target, OAuthSettings? settings, Actor actor, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    private sealed class Shown : IProgress<ProbeLayerResult>
    {
        public List<ProbeLayerResult> Layers { get; } = [];

        public void Report(ProbeLayerResult value) => Layers.Add(value);
    }

    private sealed class CapturingLoggers : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

internal static class ProbeResults
{
    public static ProbeLayerResult Layer(this ConnectionProbeResult result, ProbeLayer layer) => result.Layers.Single(l => l.Layer == layer);

    /// <summary>Fails unless the test failed in this layer for this cause, everything before passed and nothing after was reached.</summary>
    public static ProbeLayerResult FailedAt(this ConnectionProbeResult result, ProbeLayer layer, ProbeCause cause)
    {
        Assert.Equal(ProbeVerdict.Fails, result.Verdict);
        var failed = result.Layer(layer);
        Assert.Equal((ProbeOutcome.Failed, cause, cause), (failed.Outcome, failed.Cause, result.Cause));
        Assert.All(result.Layers.TakeWhile(l => l != failed), l => Assert.True(l.Outcome is ProbeOutcome.Passed or ProbeOutcome.NotTested, $"{l.Layer}: {l.Words}"));
        Assert.All(result.Layers.SkipWhile(l => l != failed).Skip(1), l => Assert.Equal(ProbeOutcome.NotReached, l.Outcome));
        return failed;
    }
}
