using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Testing.Commands;

/// <summary>
/// Tests a connection with the values in force. Whoever may see that it exists may test it, without reading a value. The audit log gets the outcome.
/// </summary>
/// <param name="Inputs">What the test asks for (<see cref="ProbeInputs.For"/>).</param>
/// <param name="Progress">Told each layer as it is done, for a page that waits; null for nobody.</param>
[Requires(Permission.ProbeConnections)]
public sealed record ProbeConnection(ProbeTarget Target, IReadOnlyList<SubmittedValue> Inputs, IProgress<ProbeLayerResult>? Progress = null)
    : ICommand<ConnectionProbeResult>;

internal sealed class ProbeConnectionValidator : AbstractValidator<ProbeConnection>
{
    private const int MostInputs = 20;

    public ProbeConnectionValidator()
    {
        RuleFor(c => c.Target).Must(t => t.Owner is not ValueOwner.ConfigVariable && Enum.IsDefined(t.Owner)).WithMessage("Only connections and credentials can be tested.");
        RuleFor(c => c.Inputs).Must(i => i.Count <= MostInputs).WithMessage($"A test takes at most {MostInputs} inputs.");
    }
}

internal sealed class ProbeConnectionHandler(
    IConsoleDb db, ActorContext context, ProbeTargets targets, ProbeLimit limit, IConnectionProber prober, TimeProvider time)
    : IRequestHandler<ProbeConnection, Result<ConnectionProbeResult>>
{
    private const int MostSaves = 3;

    public async Task<Result<ConnectionProbeResult>> Handle(ProbeConnection request, CancellationToken cancellationToken)
    {
        var found = await targets.FindAsync(request.Target, cancellationToken);
        if (!found.TryGet(out var target, out var error))
        {
            return error;
        }

        var checkedInputs = CheckInputs(request, target);
        if (!checkedInputs.TryGet(out var inputs, out error))
        {
            return error;
        }

        if (target.Problem is { } problem)
        {
            return problem;
        }

        var counted = await limit.EnterAsync(cancellationToken);
        if (!counted.TryGet(out var entered, out error))
        {
            return error;
        }

        using var _ = entered;
        var opened = await targets.OpenAsync(target, inputs, cancellationToken);
        return opened.TryGet(out var subject, out error) ? await ProbeAsync(request, target, subject, cancellationToken) : error;
    }

    private Result<Dictionary<string, string>> CheckInputs(ProbeConnection request, FoundTarget target)
    {
        var fields = ProbeInputs.For(target.TypeKey, target.Type);
        var messages = new List<FieldMessage>();
        var inputs = fields.Where(f => f.Default is not null).ToDictionary(f => f.Key, f => f.Default!, StringComparer.Ordinal);
        foreach (var (key, value) in request.Inputs)
        {
            if (fields.FirstOrDefault(f => f.Key == key) is not { } field)
            {
                messages.Add(new FieldMessage(key, $"A test of this connection has no input \"{key}\"."));
            }
            else if (value is { Length: > 0 } && InputValueRules.Check(field, value.Trim()) is { } message)
            {
                messages.Add(new FieldMessage(key, message));
            }
            else if (!string.IsNullOrWhiteSpace(value))
            {
                inputs[key] = value.Trim();
            }
        }

        messages.AddRange(fields.Where(f => f.Required && !inputs.ContainsKey(f.Key)).Select(f => new FieldMessage(f.Key, $"\"{f.Label}\" is required.")));
        if (messages.Count > 0)
        {
            return new InvalidError(messages);
        }

        return inputs.ContainsKey(ProbeInputs.Url) && target.AllowedHosts.Count == 0 && !ProbeRules.MaySendAnywhere(context.Actor, request.Target.Owner)
            ? ProbeErrors.NoAllowedHosts
            : inputs;
    }

    private async Task<Result<ConnectionProbeResult>> ProbeAsync(ProbeConnection request, FoundTarget target, ProbeSubject subject, CancellationToken cancellationToken)
    {
        var (at, started) = (time.GetUtcNow().UtcDateTime, time.GetTimestamp());
        ConnectionProbeResult result;
        try
        {
            var layers = await prober.ProbeAsync(subject, request.Progress, cancellationToken);
            result = ConnectionProbeResult.From(target.Name, at, time.GetElapsedTime(started), layers);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Signing in may have happened already, and progress may have been read: giving up does not keep it out of the audit log.
            db.RecordAct(AuditAction.TestCanceled, target.Kind, target.OwnerId, target.Name);
            await db.SaveAsync(CancellationToken.None);
            throw;
        }

        db.RecordAct(ActionOf(result.Verdict), target.Kind, target.OwnerId, target.Name);
        return await SaveAsync(request.Target.Owner, target, result) is { } error ? error : result;
    }

    /// <summary>The test has happened: whoever gave up in the meantime does not keep its outcome from being stored.</summary>
    private async Task<Error?> SaveAsync(ValueOwner owner, FoundTarget target, ConnectionProbeResult result)
    {
        if (result.Verdict == ProbeVerdict.NotTested)
        {
            return await db.SaveAsync(CancellationToken.None);
        }

        for (var attempt = 1; ; attempt++)
        {
            var outcome = await db.ConnectionTestOutcomes.SingleOrDefaultAsync(o => o.OwnerId == target.OwnerId, CancellationToken.None);
            if (outcome is null)
            {
                outcome = new ConnectionTestOutcome(context.OrganizationId, owner, target.OwnerId);
                db.ConnectionTestOutcomes.Add(outcome);
            }

            outcome.Record(result, target.Versions.CurrentId, context.Actor.Name);
            var error = await db.SaveAsync(CancellationToken.None);
            if (error is not ConflictError || attempt == MostSaves)
            {
                return error;
            }

            // Somebody else's first test of the same thing was stored at the same moment: this one takes its row.
            db.ConnectionTestOutcomes.Entry(outcome).State = EntityState.Detached;
        }
    }

    private static AuditAction ActionOf(ProbeVerdict verdict) => verdict switch
    {
        ProbeVerdict.Works or ProbeVerdict.WorksWithRemark => AuditAction.TestedWorks,
        ProbeVerdict.Fails => AuditAction.TestedFails,
        _ => AuditAction.Tested,
    };
}
