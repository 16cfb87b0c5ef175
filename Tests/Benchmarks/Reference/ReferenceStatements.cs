using ConnectionsConsole.Domain.Runs;
using Microsoft.Data.Sqlite;

namespace ConnectionsConsole.Tests.Benchmarks.Reference;

/// <summary>The prepared statements of the reference's journal; the columns that the console's runner fills, with the same values.</summary>
internal sealed class ReferenceStatements : IDisposable
{
    private readonly SqliteCommand _begin, _commit, _run, _step, _logLine, _end;

    public ReferenceStatements(SqliteConnection connection)
    {
        _begin = Prepare(connection, "BEGIN IMMEDIATE");
        _commit = Prepare(connection, "COMMIT");
        // Version and customer are as many as integrations and instances here: their indexes get entries of the same kind.
        _run = Prepare(
            connection,
            """
            INSERT INTO Runs (Sequence, Id, OrganizationId, IntegrationId, InstanceId, FlowKey, "Trigger", Status, AcceptedAt, StartedAt, StartedBy,
                Configuration, UsedFallback, OwnerId, Epoch, VersionId, CustomerId)
            VALUES (@sequence, @id, @organization, @integration, @instance, 'sync-avatar', @trigger, @status, @at, @at, 'benchmark',
                @configuration, 0, @owner, 1, @integration, @instance)
            """,
            "@sequence", "@id", "@organization", "@integration", "@instance", "@trigger", "@status", "@at", "@configuration", "@owner");
        _step = Prepare(
            connection,
            "INSERT INTO StepRuns (RunSequence, Ordinal, OrganizationId, Path, StepName, Action, Status, StartedAt, DurationMicroseconds, Input, OutputKind, OutputContentType, Output, "
            + "OutputLength, Connections) VALUES (@run, @ordinal, @organization, @path, @name, @action, @status, @at, @duration, @input, @kind, @type, @output, @length, @connections)",
            "@run", "@ordinal", "@organization", "@path", "@name", "@action", "@status", "@at", "@duration", "@input", "@kind", "@type", "@output", "@length", "@connections");
        _logLine = Prepare(
            connection,
            "INSERT INTO RunLogLines (RunSequence, Number, OrganizationId, At, Severity, StepName, Message) VALUES (@run, @number, @organization, @at, @severity, @step, @message)",
            "@run", "@number", "@organization", "@at", "@severity", "@step", "@message");
        _end = Prepare(connection, "UPDATE Runs SET Status = @status, EndedAt = @at WHERE Sequence = @run", "@status", "@at", "@run");
    }

    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    public void InsertRun(long sequence, Guid id, Guid organization, Guid integration, Guid instance, DateTime at, string configuration, string owner) =>
        Execute(_run, sequence, id, organization, integration, instance, (int)RunTrigger.InstanceTest, (int)RunStatus.Running, Microseconds(at), configuration, owner);

    public void InsertStep(ReferenceStep step) => Execute(
        _step, step.RunSequence, step.Ordinal, step.OrganizationId, step.Path, step.Name, step.Action, (int)StepStatus.Succeeded, Microseconds(step.StartedAt),
        step.Microseconds, step.Input, (int)(step.ContentType is null ? OutputKind.Json : OutputKind.Binary), step.ContentType, step.Output, (long)step.Output.Length, step.Connections);

    public void InsertLogLine(ReferenceStep step, ReferenceLogLine line) =>
        Execute(_logLine, step.RunSequence, step.Ordinal, step.OrganizationId, Microseconds(step.StartedAt), (int)line.Severity, step.Name, line.Message);

    public void EndRun(long sequence, DateTime at) => Execute(_end, (int)RunStatus.Succeeded, Microseconds(at), sequence);

    public void Dispose()
    {
        foreach (var command in new[] { _begin, _commit, _run, _step, _logLine, _end })
        {
            command.Dispose();
        }
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter, DBNull.Value);
        }

        command.Prepare();
        return command;
    }

    private static void Execute(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    /// <summary>Times are stored as the console stores them.</summary>
    private static long Microseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
