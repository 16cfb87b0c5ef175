using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Infrastructure.Runner.Execution;

/// <summary>
/// Gives steps their access tokens: fetched for each try, never pinned, known to the run's redactor before the step sees them. A token that the API
/// refuses is renewed once, and the step tried again with the new one, outside of the retries that its author asked for.
/// </summary>
internal sealed class StepTokens(IAuthorizations authorizations)
{
    private const int Unauthorized = 401;

    /// <exception cref="StepFailedException">The step needs a token that cannot be had.</exception>
    public async Task<StepOutcome> ExecuteAsync(ActiveRun run, IStepExecutor executor, StepExecution execution, CancellationToken cancellationToken)
    {
        var attached = await AttachAsync(run, executor, execution, cancellationToken);
        var outcome = await executor.ExecuteAsync(attached, cancellationToken);
        if (outcome.Failure is not { StatusCode: Unauthorized } failure || !attached.Inputs.Connections.Any(c => c.Token is not null))
        {
            return outcome;
        }

        var renewed = await RenewAsync(run, attached, cancellationToken);
        if (renewed is null)
        {
            return failure with { Message = $"{failure.Message} The access token could not be renewed, or is new already: perhaps the connection lacks a scope. Reconnect it." };
        }

        run.Log.Write(LogSeverity.Info, execution.Step.Name, "The API refused the access token (401). It was renewed, and the step is tried once more.");
        return await executor.ExecuteAsync(renewed, cancellationToken);
    }

    private async Task<StepExecution> AttachAsync(ActiveRun run, IStepExecutor executor, StepExecution execution, CancellationToken cancellationToken)
    {
        var tokens = new Dictionary<string, ResolvedConnection>(StringComparer.Ordinal);
        foreach (var connection in execution.Inputs.Connections.Where(c => c.Authorization is not null))
        {
            tokens[connection.Key] = await WithTokenAsync(run, connection, null, cancellationToken);
            if (tokens[connection.Key].TokenFailure is { } failure)
            {
                throw new StepFailedException(failure);
            }
        }

        if (!executor.ReadsAllConnections)
        {
            return tokens.Count == 0 ? execution : execution with { Inputs = execution.Inputs.With(c => tokens.GetValueOrDefault(c.Key, c)) };
        }

        foreach (var connection in execution.Run.Connections.Values.Where(c => c.Authorization is not null && !tokens.ContainsKey(c.Key)))
        {
            tokens[connection.Key] = await WithTokenAsync(run, connection, null, cancellationToken);
        }

        var all = execution.Run.Connections.ToDictionary(c => c.Key, c => tokens.GetValueOrDefault(c.Key, c.Value));
        return execution with { Inputs = execution.Inputs.With(c => tokens.GetValueOrDefault(c.Key, c)), Run = execution.Run.With(all) };
    }

    /// <summary>Null where another token could not be had.</summary>
    private async Task<StepExecution?> RenewAsync(ActiveRun run, StepExecution attached, CancellationToken cancellationToken)
    {
        var renewed = new Dictionary<string, ResolvedConnection>(StringComparer.Ordinal);
        foreach (var connection in attached.Inputs.Connections.Where(c => c.Token is not null))
        {
            renewed[connection.Key] = await WithTokenAsync(run, connection, connection.Token!.Number, cancellationToken);
            if (renewed[connection.Key].Token is null)
            {
                return null;
            }
        }

        return attached with { Inputs = attached.Inputs.With(c => renewed.GetValueOrDefault(c.Key, c)) };
    }

    private async Task<ResolvedConnection> WithTokenAsync(ActiveRun run, ResolvedConnection connection, int? rejected, CancellationToken cancellationToken)
    {
        var authorization = connection.Authorization!;
        var outcome = await authorizations.GetTokenAsync(
            new TokenQuery(run.Plan.OrganizationId, authorization.Reference, authorization.ConfigurationHash, rejected), cancellationToken);
        if (outcome.Token is { } token && run.Redactor is RunRedactor redactor)
        {
            redactor.Learn(token.Secrets);
        }

        return connection with { Token = outcome.Token, TokenFailure = outcome.Failure is { } failure ? FailureOf(failure) : null };
    }

    private static StepFailure FailureOf(TokenFailure failure) => new(
        failure.Kind switch
        {
            TokenFailureKind.NotAuthorized => FailureCategory.Credentials,
            TokenFailureKind.Configuration => FailureCategory.Configuration,
            TokenFailureKind.Transient => FailureCategory.Transient,
            TokenFailureKind.RateLimit => FailureCategory.RateLimit,
            _ => throw new ArgumentOutOfRangeException(nameof(failure)),
        },
        failure.Message, failure.RetryAfter);
}
