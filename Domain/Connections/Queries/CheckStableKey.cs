using System.Globalization;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>A stable key for a new connection of the type that nobody has yet: <c>aws-s3-api-key-secret</c>, then <c>aws-s3-api-key-secret-2</c>.</summary>
[Requires(Permission.ManageConnections)]
public sealed record ProposeStableKey(ConnectionTypeKey Type) : IQuery<string>;

/// <summary>
/// Whether a stable key could be given now; answers why not, null when it could. For telling people while they type: whether the key is still free when
/// the connection is created is decided by the unique index alone.
/// </summary>
[Requires(Permission.ManageConnections)]
public sealed record CheckStableKey(string StableKey) : IQuery<StableKeyCheck>;

/// <param name="Problem">Null for a key that could be given now.</param>
public sealed record StableKeyCheck(string? Problem);

internal sealed class CheckStableKeyValidator : AbstractValidator<CheckStableKey>
{
    private const int Longest = 1_000;

    public CheckStableKeyValidator() => RuleFor(q => q.StableKey).MaximumLength(Longest).WithMessage(ConnectionErrors.StableKeyMalformed.Message);
}

internal sealed class CheckStableKeyHandler(IConsoleDb db, ConnectorCatalogues catalogues) : IRequestHandler<ProposeStableKey, Result<string>>, IRequestHandler<CheckStableKey, Result<StableKeyCheck>>
{
    public async Task<Result<string>> Handle(ProposeStableKey request, CancellationToken cancellationToken)
    {
        if ((await catalogues.GetAsync(cancellationToken)).Find(request.Type) is null)
        {
            return ConnectionErrors.UnknownConnectionType(request.Type.ToString());
        }

        var proposal = StableKey.Propose(request.Type.Connector, request.Type.Type);
        // Shorter than any key with a number at its end.
        var stem = StableKey.Normalize(proposal[..Math.Min(proposal.Length, StableKey.MaximumLength - 10)]);
        var taken = (await db.OrganizationConnections.Where(c => c.NormalizedStableKey.StartsWith(stem)).Select(c => c.NormalizedStableKey).ToListAsync(cancellationToken)).ToHashSet();
        var (key, number) = (proposal, 1);
        while (taken.Contains(StableKey.Normalize(key)))
        {
            var end = string.Create(CultureInfo.InvariantCulture, $"-{++number}");
            key = proposal[..Math.Min(proposal.Length, StableKey.MaximumLength - end.Length)] + end;
        }

        return key;
    }

    public async Task<Result<StableKeyCheck>> Handle(CheckStableKey request, CancellationToken cancellationToken)
    {
        if (request.StableKey is not { Length: > 0 } || !StableKey.IsValid(request.StableKey))
        {
            return new StableKeyCheck(ConnectionErrors.StableKeyMalformed.Message);
        }

        var normalized = StableKey.Normalize(request.StableKey);
        return new StableKeyCheck(await db.OrganizationConnections.AnyAsync(c => c.NormalizedStableKey == normalized, cancellationToken) ? ConnectionErrors.StableKeyTaken : null);
    }
}
