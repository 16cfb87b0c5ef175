using ConnectionsConsole.Domain.Runs;

namespace ConnectionsConsole.Tests.Benchmarks.Reference;

/// <summary>One thing that the journal writes: completed when the transaction that holds it is committed.</summary>
internal abstract class ReferenceEntry() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public abstract void Write(ReferenceStatements statements);
}

/// <summary>Inserts the row of a run.</summary>
internal sealed class AcceptedEntry(
    long sequence, Guid id, Guid organizationId, Guid integrationId, Guid instanceId, DateTime at, string configuration, string owner) : ReferenceEntry
{
    public override void Write(ReferenceStatements statements) =>
        statements.InsertRun(sequence, id, organizationId, integrationId, instanceId, at, configuration, owner);
}

/// <summary>Inserts a finished step, and its log line if it has one; ends the run with the last step.</summary>
internal sealed class StepEntry(ReferenceStep step, ReferenceLogLine? line, bool ends) : ReferenceEntry
{
    public override void Write(ReferenceStatements statements)
    {
        statements.InsertStep(step);
        if (line is not null)
        {
            statements.InsertLogLine(step, line);
        }

        if (ends)
        {
            statements.EndRun(step.RunSequence, DateTime.UtcNow);
        }
    }
}

/// <param name="ContentType">Null for JSON.</param>
internal sealed record ReferenceStep(
    long RunSequence, int Ordinal, Guid OrganizationId, string Path, string Name, string Action, DateTime StartedAt, long Microseconds, string Input,
    byte[] Output, string? ContentType, string? Connections);

internal sealed record ReferenceLogLine(LogSeverity Severity, string Message);
