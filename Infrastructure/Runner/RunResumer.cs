using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Runner.Execution;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using ConnectionsConsole.Infrastructure.Runner.Planning;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner;

/// <summary>Makes a run of this process out of what the journal holds: the pinned plan, the finished steps with their exact outputs.</summary>
internal sealed class RunResumer(
    RunReader reader, RunResolver resolver, OutputStore outputs, ISecretProtector protector, RunEvents events, TimeProvider time, IOptions<RunnerOptions> options)
{
    /// <summary>Names the payload's place for encryption.</summary>
    public static SecretContext PayloadContext(Guid organizationId, Guid runId) => new(organizationId, runId, "payload");

    /// <param name="claim">The claim under which this process has the run now.</param>
    /// <returns>Null when the run is not there any more.</returns>
    public async Task<ActiveRun?> ResumeAsync(RunClaim claim, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(claim.Sequence, cancellationToken) is not { } run)
        {
            return null;
        }

        var plan = await resolver.RestoreAsync(run, cancellationToken);
        var failure = plan.Failure;
        var flow = plan.FindFlow(run.FlowKey);
        if (flow is null)
        {
            failure ??= "The flow that this run was started with is no longer there.";
            flow = new FlowPlan(new Domain.Integrations.Flow(run.FlowKey, run.FlowKey, Domain.Integrations.TriggerDefinition.Manual, []), []);
        }

        var finished = new Dictionary<string, FinishedStep>(StringComparer.Ordinal);
        var nextOrdinal = 0;
        foreach (var row in await reader.FindStepsAsync(run.Sequence, cancellationToken))
        {
            var output = await outputs.LoadAsync(row, run.Id, cancellationToken);
            if (output is null)
            {
                failure ??= $"The output of the step \"{row.StepName}\" cannot be decrypted with the keys that this console has, so the run cannot go on.";
            }

            finished[row.Path] = new FinishedStep(row.Status, row.StepName, output ?? StepValue.Null, row.FailureCategory, row.FailureMessage);
            nextOrdinal = row.Ordinal + 1;
        }

        var (payload, payloadProblem) = await LoadPayloadAsync(run, cancellationToken);
        failure ??= payloadProblem;
        if (failure != plan.Failure)
        {
            plan = plan.Failing(failure!);
        }

        var resumed = new ResumedState(finished, nextOrdinal, await reader.CountLogLinesAsync(run.Sequence, cancellationToken));
        var log = new RunLog(run.OrganizationId, run.Id, run.Sequence, resumed.NextLogNumber, plan.RedactorForRun(), options.Value, events, time);
        var active = new ActiveRun(claim, run.Id, plan, flow, run.StartedAt ?? run.AcceptedAt, payload, log, resumed, options.Value);
        if (run.CancelRequestedAt is not null)
        {
            active.Stop(StopReason.Canceled, now: true);
        }

        return active;
    }

    /// <summary>The payload of a run in the clear.</summary>
    public async Task<(StepValue? Payload, string? Problem)> LoadPayloadAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Payload is null)
        {
            return (null, null);
        }

        var result = await protector.UnprotectAsync(PayloadContext(run.OrganizationId, run.Id), run.Payload, cancellationToken);
        return result.TryGetPlaintext(out var plaintext)
            ? (new JsonStepValue(plaintext), null)
            : (null, "The payload of this run cannot be decrypted with the keys that this console has.");
    }
}
