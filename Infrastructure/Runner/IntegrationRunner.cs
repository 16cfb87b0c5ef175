using System.Text;
using System.Text.Json;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Runner.Execution;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using ConnectionsConsole.Infrastructure.Runner.Nodes;
using ConnectionsConsole.Infrastructure.Runner.Planning;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner;

/// <summary>Accepts runs: resolves, pins, commits; starts them here when there is a place, else leaves them for whoever has one.</summary>
internal sealed class IntegrationRunner(
    RunResolver resolver, RunJournal journal, RunReader reader, NumberSource numbers, RunHost host, NodeLease lease, RunResumer resumer, ISecretProtector protector,
    RunEvents events, TimeProvider time, IOptions<RunnerOptions> options) : IRunner
{
    private static readonly TimeSpan s_firstPoll = TimeSpan.FromMilliseconds(50), s_longestPoll = TimeSpan.FromSeconds(1);

    public async Task<Result<Guid>> AcceptAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var resolved = await resolver.ResolveAsync(request, cancellationToken);
        if (!resolved.TryGet(out var plan, out var error))
        {
            return error;
        }

        if (request.ReplayOf is not null)
        {
            var repeated = await RepeatAsync(request, cancellationToken);
            if (!repeated.TryGet(out var filled, out error))
            {
                return error;
            }

            request = filled;
        }

        if (Check(request, plan, out var flow) is { } refusal)
        {
            return refusal;
        }

        var runId = Guid.CreateVersion7();
        var sequence = await numbers.NextAsync(cancellationToken);
        var payload = request.PayloadJson is { } json ? Encoding.UTF8.GetBytes(json) : null;
        var encrypted = payload is null
            ? null
            : await protector.ProtectAsync(RunResumer.PayloadContext(request.OrganizationId, runId), payload, cancellationToken);
        return plan.Failure is null
            ? await AcceptAsync(request, plan, flow!, runId, sequence, payload, encrypted, cancellationToken)
            : await AcceptFailedAsync(request, plan, flow!, runId, sequence, encrypted, cancellationToken);
    }

    public async Task<Result<bool>> CancelAsync(Guid organizationId, Guid runId, CancellationToken cancellationToken)
    {
        if (await reader.FindStatusAsync(organizationId, runId, cancellationToken) is not { } status)
        {
            return RunErrors.NotFound;
        }

        if (status > RunStatus.Running)
        {
            return RunErrors.AlreadyEnded;
        }

        var now = RunTime.Now(time);
        if (status == RunStatus.Queued && await journal.WriteAsync(new CancelEntry(organizationId, runId, onlyWaiting: true, now)) == JournalOutcome.Written)
        {
            PublishEnd(organizationId, runId, now, RunStatus.Canceled, null, "The run was cancelled.");
            return true;
        }

        await journal.WriteAsync(new CancelEntry(organizationId, runId, onlyWaiting: false, now));
        if (host.Find(runId) is { } active && active.Plan.OrganizationId == organizationId)
        {
            active.Stop(StopReason.Canceled, now: true);
        }

        return true;
    }

    public async Task<RunStatus> WaitAsync(Guid organizationId, Guid runId, CancellationToken cancellationToken)
    {
        var poll = s_firstPoll;
        while (true)
        {
            if (host.Find(runId) is { } active && active.Plan.OrganizationId == organizationId && await active.Ended.WaitAsync(cancellationToken) is { } ended)
            {
                return ended;
            }

            var status = await reader.FindStatusAsync(organizationId, runId, cancellationToken) ?? throw new KeyNotFoundException(RunErrors.NotFound.Message);
            if (status > RunStatus.Running)
            {
                return status;
            }

            await Task.Delay(poll, time, cancellationToken);
            poll = poll * 2 < s_longestPoll ? poll * 2 : s_longestPoll;
        }
    }

    private async Task<Result<Guid>> AcceptAsync(
        RunRequest request, RunPlan plan, FlowPlan flow, Guid runId, long sequence, byte[]? payload, byte[]? encrypted, CancellationToken cancellationToken)
    {
        var now = RunTime.Now(time);
        if (!lease.IsHeld || !host.TryTakePlaceForNew())
        {
            var waiting = NewRun(request, plan, flow, runId, sequence, encrypted, now, RunStatus.Queued, null);
            if (await WriteAsync(waiting, cancellationToken) is { } notWritten)
            {
                return notWritten;
            }

            // Told after the row is there: who looked for it before, and found none, is told anew.
            host.TellOthersWait();
            host.ClaimWaiting();
            return Accepted(request, runId, now);
        }

        var claim = new RunClaim(sequence, 1, lease.NodeId);
        var log = new RunLog(plan.OrganizationId, runId, sequence, 0, plan.RedactorForRun(), options.Value, events, time);
        var active = new ActiveRun(claim, runId, plan, flow, now, payload is null ? null : new JsonStepValue(payload), log, null, options.Value);
        host.Add(active);
        var started = false;
        try
        {
            var run = NewRun(request, plan, flow, runId, sequence, encrypted, now, RunStatus.Running, lease.NodeId);
            if (await WriteAsync(run, cancellationToken) is { } refused)
            {
                return refused;
            }

            var answer = Accepted(request, runId, now);
            started = true;
            host.Start(active);
            return answer;
        }
        finally
        {
            if (!started)
            {
                host.Remove(active);
                active.SetEnded(null);
                host.ReturnPlace();
            }
        }
    }

    /// <summary>Accepts a run that cannot be carried out: its row says so from the start, and nothing is executed.</summary>
    private async Task<Result<Guid>> AcceptFailedAsync(
        RunRequest request, RunPlan plan, FlowPlan flow, Guid runId, long sequence, byte[]? encrypted, CancellationToken cancellationToken)
    {
        var now = RunTime.Now(time);
        var message = StoredText.Clean(plan.Redactor.Redact(plan.Failure!), RunExecutor.LongestMessage);
        if (await WriteAsync(NewRun(request, plan, flow, runId, sequence, encrypted, now, RunStatus.Failed, null, message), cancellationToken) is { } refused)
        {
            return refused;
        }

        var answer = Accepted(request, runId, now);
        PublishEnd(request.OrganizationId, runId, now, RunStatus.Failed, FailureCategory.Configuration, message);
        return answer;
    }

    /// <returns>Null when the row is committed.</returns>
    private async Task<Error?> WriteAsync(Run run, CancellationToken cancellationToken)
    {
        var entry = new AcceptEntry(run);
        await using var withdrawal = cancellationToken.UnsafeRegister(static (state, token) => ((AcceptEntry)state!).Withdraw(token), entry);
        return await journal.WriteAsync(entry) == JournalOutcome.Written ? null : RunErrors.AlreadyRan;
    }

    private static Error? Check(RunRequest request, RunPlan plan, out FlowPlan? flow)
    {
        var key = request.FlowKey ?? (plan.Definition.Flows is [var first, ..] ? first.Key : null);
        flow = key is null ? null : plan.FindFlow(key);
        return plan switch
        {
            _ when flow is null => key is null ? RunErrors.NoFlow : IntegrationErrors.FlowNotFound(key),
            { InstanceStatus: InstanceStatus.NotDeployed, Instance: { } instance } => InstanceErrors.NotDeployed(instance.Name),
            { InstanceStatus: InstanceStatus.Paused, Instance: { } instance } => InstanceErrors.Paused(instance.Name),
            _ => IsJson(request.PayloadJson) ? null : RunErrors.PayloadIsNoJson,
        };
    }

    private static bool IsJson(string? text)
    {
        if (text is null)
        {
            return true;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Fills in what a repetition takes from the run that it repeats: its flow and its payload, unless others are given.</summary>
    private async Task<Result<RunRequest>> RepeatAsync(RunRequest request, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(request.OrganizationId, request.ReplayOf!.Value, cancellationToken) is not { } original)
        {
            return RunErrors.NotFound;
        }

        var (payload, problem) = request.PayloadJson is null ? await resumer.LoadPayloadAsync(original, cancellationToken) : (null, null);
        return problem is not null
            ? new ConflictError(problem)
            : request with { FlowKey = request.FlowKey ?? original.FlowKey, PayloadJson = request.PayloadJson ?? payload?.ToString() };
    }

    private static Run NewRun(
        RunRequest request, RunPlan plan, FlowPlan flow, Guid runId, long sequence, byte[]? payload, DateTime now, RunStatus status, Guid? owner, string? failure = null) => new()
    {
        Sequence = sequence,
        Id = runId,
        OrganizationId = plan.OrganizationId,
        IntegrationId = plan.Integration.Id,
        VersionId = plan.VersionId,
        InstanceId = plan.Instance?.Id,
        CustomerId = plan.Customer?.Id,
        FlowKey = flow.Flow.Key,
        Trigger = request.Trigger,
        Status = status,
        DueAt = request.DueAt is { } due ? RunTime.Truncate(due.ToUniversalTime()) : null,
        AcceptedAt = now,
        StartedAt = status == RunStatus.Running ? now : null,
        EndedAt = status == RunStatus.Failed ? now : null,
        StartedBy = StoredText.Clean(request.StartedBy, LongestStarter),
        Definition = plan.DraftJson,
        Configuration = plan.ConfigurationJson,
        Payload = payload,
        UsedFallback = plan.Fallbacks.Count > 0,
        FailureCategory = failure is null ? null : FailureCategory.Configuration,
        FailureMessage = failure,
        OwnerId = owner,
        Epoch = owner is null ? 0 : 1,
        ReplayOf = request.ReplayOf,
    };

    private const int LongestStarter = 200;

    private Result<Guid> Accepted(RunRequest request, Guid runId, DateTime now)
    {
        if (events.HasListeners)
        {
            events.Publish(new RunAccepted(request.OrganizationId, runId, now, request.InstanceId));
        }

        return runId;
    }

    private void PublishEnd(Guid organizationId, Guid runId, DateTime now, RunStatus status, FailureCategory? category, string message)
    {
        if (events.HasListeners)
        {
            events.Publish(new RunEnded(organizationId, runId, now, status, category, null, message));
        }
    }
}
