using Amazon.Runtime;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>Gives the AWS SDK the guarded client, so that a storage endpoint is judged like every other destination.</summary>
internal sealed class GuardedStorageHttpClientFactory(EgressHttpClients clients) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => clients.Storage;

    // The one client serves every SDK client for as long as the process lives: the SDK must neither keep its own copies nor dispose it.
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
