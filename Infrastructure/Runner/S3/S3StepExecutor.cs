using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Egress;
using ConnectionsConsole.Infrastructure.Runner.Http;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.S3;

/// <summary>Puts, gets, lists and deletes objects in Amazon S3 and in stores that speak its protocol (reference §5.3), through the egress guard.</summary>
internal sealed class S3StepExecutor(S3ClientCache clients, EgressGuard guard, IOptions<S3StepOptions> options, TimeProvider time) : IStepExecutor
{
    public IReadOnlyCollection<ActionKey> Actions { get; } =
        [AwsS3Connector.PutObject, AwsS3Connector.GetObject, AwsS3Connector.ListObjects, AwsS3Connector.DeleteObject];

    public async Task<StepOutcome> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        S3Target target;
        try
        {
            target = S3Target.Read(execution.Inputs, guard);
        }
        catch (EgressRefusedException refused)
        {
            return new StepFailure(HttpFailures.FromRefusal(refused.Refusal), refused.Message);
        }

        var failures = new S3Failures(target);
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await ActAsync(execution, target, either.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception failure) when (deadline.IsCancellationRequested && failure is not StepFailedException)
        {
            return failures.FromTimeout(options.Value.Timeout);
        }
        catch (Exception failure) when (failures.FromException(failure) is { } known)
        {
            return known;
        }
    }

    private Task<StepOutcome> ActAsync(StepExecution execution, S3Target target, CancellationToken cancellationToken)
    {
        var (client, inputs, action) = (clients.Get(target), execution.Inputs, execution.Step.ActionKey);
        if (action == AwsS3Connector.PutObject)
        {
            return S3Actions.PutAsync(client, target, inputs, cancellationToken);
        }

        if (action == AwsS3Connector.GetObject)
        {
            return S3Actions.GetAsync(client, target, inputs, options.Value.MaxObjectBytes, cancellationToken);
        }

        return action == AwsS3Connector.ListObjects
            ? S3Actions.ListAsync(client, target, inputs, cancellationToken)
            : S3Actions.DeleteAsync(client, target, inputs, cancellationToken);
    }
}
