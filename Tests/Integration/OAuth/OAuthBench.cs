using System.Collections.Specialized;
using System.Net;
using System.Web;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Domain.OAuth.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Infrastructure.OAuth;
using ConnectionsConsole.Tests.Integration.Persistence;
using ConnectionsConsole.Tests.Support.Processes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Tests.Integration.OAuth;

/// <summary>A console that may talk to one provider on loopback, and the people who use it.</summary>
internal sealed class OAuthBench : IAsyncDisposable
{
    public const string Callback = "http://127.0.0.1/oauth2/callback";
    public const string Session = "the-session";

    public static readonly Actor Ada = Person("Ada", Roles.Admin);
    public static readonly Actor Sam = Person("Sam", Roles.Support);
    public static readonly Actor Bob = Person("Bob", Roles.Builder);
    public static readonly Actor Vera = Person("Vera", Roles.Viewer);

    private OAuthBench(ConsoleBench console) => Console = console;

    public ConsoleBench Console { get; }

    /// <param name="provider">Named in Egress:Allow, which also lets it do without TLS.</param>
    public static async Task<OAuthBench> CreateAsync(Uri provider, bool onPostgreSql = false, params (string Key, string Value)[] settings) =>
        new(await ConsoleBench.CreateAsync(onPostgreSql, [("Egress:Allow:0", provider.Authority), .. settings]));

    public static Actor Person(string name, Roles roles) => new(ActorKind.Person, Guid.CreateVersion7(), name, roles);

    /// <summary>A global connection of the generic type with the given provider; answers its reference.</summary>
    public async Task<AuthorizationReference> ConnectionAsync(string type, string name, params (string Key, string Value)[] values) => new(
        ValueOwner.OrganizationConnection,
        await Console.Ok(new CreateConnection(
            new ConnectionTypeKey(HttpConnector.Key, type), ConnectionKind.Global, name, Guid.NewGuid().ToString("N"), [.. values.Select(v => new SubmittedValue(v.Key, v.Value))])));

    public Task<AuthorizationReference> CodeConnectionAsync(OidcProviderFixture provider, params (string Key, string Value)[] more) => ConnectionAsync(
        HttpConnector.OAuth2Type, "Acme API", [.. CodeValues(provider), .. more]);

    public static IEnumerable<(string Key, string Value)> CodeValues(OidcProviderFixture provider) =>
    [
        ("authorizeUrl", provider.AuthorizationEndpoint.ToString()), ("tokenUrl", provider.TokenEndpoint.ToString()), ("revokeUrl", provider.RevocationEndpoint.ToString()),
        ("clientId", OidcProviderFixture.ClientId), ("clientSecret", OidcProviderFixture.ClientSecret), ("scopes", "openid offline_access"), ("authorizeParameters", "prompt=consent"),
    ];

    public Task<Uri> StartAsync(AuthorizationReference owner, Actor? actor = null, string session = Session) =>
        Console.Ok(new StartAuthorization(owner.OwnerKind, owner.OwnerId, session, Callback, "/settings/connections"), actor ?? Ada);

    public Task<CompletedAuthorization> CompleteAsync(NameValueCollection answer, Actor? actor = null, string session = Session) => Console.Ok(
        new CompleteAuthorization(answer["state"], answer["code"], session, answer["error"], answer["error_description"], answer["iss"]), actor ?? Ada);

    /// <summary>The whole way there and back.</summary>
    public async Task AuthorizeAsync(AuthorizationReference owner, Actor? actor = null)
    {
        var completed = await CompleteAsync(await VisitAsync(await StartAsync(owner, actor)), actor);
        Assert.Null(completed.Problem);
    }

    public Task<TokenOutcome> TokenAsync(AuthorizationReference owner, int? rejected = null, IServiceProvider? process = null) =>
        (process ?? Console.Services).GetRequiredService<IAuthorizations>().GetTokenAsync(new TokenQuery(Console.OrganizationId, owner, RejectedToken: rejected), CancellationToken.None);

    public async Task<OAuthToken> GoodTokenAsync(AuthorizationReference owner, int? rejected = null)
    {
        var outcome = await TokenAsync(owner, rejected);
        return outcome.Token ?? throw new InvalidOperationException($"There is no token: {outcome.Failure}");
    }

    public Task<OAuthAuthorization> RowAsync(AuthorizationReference owner) => Console.Read(db => db.OAuthAuthorizations.AsNoTracking().SingleAsync(a => a.OwnerId == owner.OwnerId));

    public Task<AuthorizationDetail> DetailAsync(AuthorizationReference owner, Actor? actor = null) =>
        Console.Ok(new GetAuthorization(owner.OwnerKind, owner.OwnerId), actor ?? Ada);

    public async Task<IReadOnlyList<string>> AuditAsync(AuthorizationReference owner) =>
        [.. (await Console.AuditLines()).Where(l => l.SubjectKind == OAuthAuthorization.SubjectKind && l.SubjectId == owner.OwnerId).Select(l => l.Action)];

    /// <summary>Looks once for what is due, as the background does.</summary>
    public Task<int> ScanAsync(IServiceProvider? process = null) =>
        ActivatorUtilities.CreateInstance<AuthorizationRefresher>(process ?? Console.Services).ScanAsync(CancellationToken.None);

    /// <summary>Makes the access token look as if it had just run out, without waiting for it.</summary>
    public Task<int> RunOutAsync(AuthorizationReference owner) => SetAsync(owner, "\"ExpiresAt\" = \"AuthorizedAt\", \"RefreshAt\" = \"AuthorizedAt\"");

    /// <summary>Makes all times of the row an hour older.</summary>
    public Task<int> SetAsync(AuthorizationReference owner, string assignments) =>
        Console.Tamper($"UPDATE \"OAuthAuthorizations\" SET {assignments} WHERE \"OwnerId\" = '{(Console.IsSqlite ? owner.OwnerId.ToString().ToUpperInvariant() : owner.OwnerId.ToString())}'");

    /// <summary>Follows the provider's redirects as a browser does, up to the console's callback; answers its query.</summary>
    public static async Task<NameValueCollection> VisitAsync(Uri address)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        for (var hop = 0; hop < 12; hop++)
        {
            using var response = await browser.GetAsync(address);
            if (response.Headers.Location is not { } location)
            {
                throw new InvalidOperationException($"{address.AbsolutePath} answered {response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
            }

            address = new Uri(address, location);
            if (address.ToString().StartsWith(Callback, StringComparison.Ordinal))
            {
                return HttpUtility.ParseQueryString(address.Query);
            }
        }

        throw new InvalidOperationException("The provider sends the browser in circles.");
    }

    public ValueTask DisposeAsync() => Console.DisposeAsync();
}
