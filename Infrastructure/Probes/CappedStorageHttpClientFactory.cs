using System.Net;
using Amazon.Runtime;
using ConnectionsConsole.Infrastructure.Egress;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>
/// The guarded storage client, with answers that end at <see cref="MostBytes"/>: the SDK reads lists of buckets and errors whole, however long a server that is
/// no store makes them.
/// </summary>
internal sealed class CappedStorageHttpClientFactory(EgressHttpClients clients) : HttpClientFactory, IDisposable
{
    public const int MostBytes = 256 * 1024;

    private readonly Lazy<HttpClient> _client = new(() => new HttpClient(new CappingHandler(clients)) { Timeout = Timeout.InfiniteTimeSpan });

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client.Value;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private sealed class CappingHandler(EgressHttpClients clients) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // A message can be sent once by each client, so the inner one gets its own.
            using var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content, Version = request.Version };
            foreach (var (name, values) in request.Headers.NonValidated)
            {
                copy.Headers.TryAddWithoutValidation(name, values);
            }

            var answer = await clients.Storage.SendAsync(copy, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            copy.Content = null;
            var body = await CappedContent.ReadAsync(answer.Content, MostBytes, cancellationToken);
            var content = new ByteArrayContent(body);
            foreach (var (name, values) in answer.Content.Headers.NonValidated)
            {
                content.Headers.TryAddWithoutValidation(name, values);
            }

            if (request.Method != HttpMethod.Head)
            {
                content.Headers.ContentLength = body.Length;
            }

            answer.Content = content;
            return answer;
        }
    }
}
