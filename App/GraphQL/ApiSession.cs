using ConnectionsConsole.App.GraphQL.Engine;
using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.Queries;
using ConnectionsConsole.Domain.Shared;
using MediatR;

namespace ConnectionsConsole.App.GraphQL;

/// <summary>Who asks, for the length of one GraphQL request; reaches every resolver.</summary>
internal sealed class ApiSession(RequestSender sender, Actor actor, Guid organizationId, Func<Exception, string> describeFailure, CancellationToken cancellationToken)
{
    /// <summary>Rows that are named in one statement; more are fetched in several.</summary>
    private const int IdsAtOnce = 500;

    private ConnectorCatalogue? _catalogue;

    public Actor Actor => actor;

    public Guid OrganizationId => organizationId;

    public static ApiSession Of(FieldContext context) => (ApiSession)context.State!;

    /// <summary>Words for a surprise, which is logged.</summary>
    public string DescribeFailure(Exception exception) => describeFailure(exception);

    public Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request) => sender.Send(actor, organizationId, request, cancellationToken);

    /// <summary>Sends a query; a refusal becomes the error of the field that asked.</summary>
    public async Task<T> GetAsync<T>(IRequest<Result<T>> request) =>
        (await SendAsync(request)).TryGet(out var value, out var error) ? value : throw new FieldException(error.ToString(), CodeOf(error));

    /// <summary>The organization's connectors, asked for once.</summary>
    public async Task<ConnectorCatalogue> CatalogueAsync() => _catalogue ??= await GetAsync(new GetConnectorCatalogue());

    /// <summary>Rows by their ids, each id once, in as few statements as may be.</summary>
    public async Task<Dictionary<TKey, TRow>> FindAsync<TKey, TRow>(IEnumerable<TKey> ids, Func<IReadOnlyList<TKey>, Task<IReadOnlyList<TRow>>> fetch, Func<TRow, TKey> keyOf)
        where TKey : notnull
    {
        var found = new Dictionary<TKey, TRow>();
        foreach (var chunk in ids.Distinct().Chunk(IdsAtOnce))
        {
            foreach (var row in await fetch(chunk))
            {
                found[keyOf(row)] = row;
            }
        }

        return found;
    }

    /// <summary>The same for queries that answer by id themselves.</summary>
    public async Task<Dictionary<TKey, TValue>> FindAsync<TKey, TValue>(IEnumerable<TKey> ids, Func<IReadOnlyList<TKey>, IRequest<Result<IReadOnlyDictionary<TKey, TValue>>>> request)
        where TKey : notnull
    {
        var found = new Dictionary<TKey, TValue>();
        foreach (var chunk in ids.Distinct().Chunk(IdsAtOnce))
        {
            foreach (var (key, value) in await GetAsync(request(chunk)))
            {
                found[key] = value;
            }
        }

        return found;
    }

    private static string CodeOf(Error error) => error switch
    {
        ForbiddenError => "FORBIDDEN",
        NotFoundError => "NOT_FOUND",
        _ => ErrorCodes.BadVariables,
    };
}
