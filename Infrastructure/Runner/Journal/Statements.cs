using System.Text;

namespace ConnectionsConsole.Infrastructure.Runner.Journal;

/// <summary>A parameter of a statement: its name is its position, <c>@p0</c>, <c>@p1</c> and so on.</summary>
internal sealed record Statement(string Sql, IReadOnlyList<SqlKind> Parameters);

/// <summary>
/// Every statement that writes runs. Those of an accepted run carry (sequence, epoch, owner): after a take-over they hit no row, so a former owner
/// writes nothing.
/// </summary>
internal static class Statements
{
    private const SqlKind I = SqlKind.Integer, L = SqlKind.BigInteger, B = SqlKind.Boolean, T = SqlKind.Time, G = SqlKind.Guid, S = SqlKind.Text, X = SqlKind.Bytes;

    public static Statement Accept { get; } = Insert("Runs",
    [
        ("Sequence", L), ("Id", G), ("OrganizationId", G), ("IntegrationId", G), ("VersionId", G), ("InstanceId", G), ("CustomerId", G), ("FlowKey", S),
        ("Trigger", I), ("Status", I), ("DueAt", T), ("AcceptedAt", T), ("StartedAt", T), ("EndedAt", T), ("StartedBy", S), ("Definition", S),
        ("Configuration", S), ("Payload", X), ("UsedFallback", B), ("FailureCategory", I), ("FailureMessage", S), ("OwnerId", G), ("Epoch", I), ("ReplayOf", G),
    ]);

    public static Statement Step { get; } = InsertOwned("StepRuns",
    [
        ("RunSequence", L), ("Ordinal", I), ("OrganizationId", G), ("Path", S), ("StepName", S), ("Action", S), ("Status", I), ("StartedAt", T),
        ("DurationMicroseconds", L), ("Input", S), ("OutputKind", I), ("OutputContentType", S), ("Output", X), ("ExactOutput", X), ("OutputLength", L),
        ("Attempts", S), ("Connections", S), ("FailureCategory", I), ("FailureMessage", S),
    ]);

    public static Statement LogLine { get; } = InsertOwned("RunLogLines",
        [("RunSequence", L), ("Number", I), ("OrganizationId", G), ("At", T), ("Severity", I), ("StepName", S), ("Message", S)]);

    public static Statement End { get; } = new(
        """
        UPDATE "Runs" SET "Status" = @p0, "EndedAt" = @p1, "FailedStep" = @p2, "FailureCategory" = @p3, "FailureMessage" = @p4
        WHERE "Sequence" = @p5 AND "Epoch" = @p6 AND "OwnerId" = @p7 AND "Status" = 1
        """,
        [I, T, S, I, S, L, I, G]);

    public static Statement Claim { get; } = new(
        """
        UPDATE "Runs" SET "OwnerId" = @p0, "Epoch" = "Epoch" + 1, "Status" = 1, "StartedAt" = COALESCE("StartedAt", @p1)
        WHERE "Sequence" = @p2 AND "Epoch" = @p3 AND "OwnerId" IS NULL AND "Status" = 0
        """,
        [G, T, L, I]);

    public static Statement TakeOver { get; } = new(
        """
        UPDATE "Runs" SET "OwnerId" = @p0, "Epoch" = "Epoch" + 1
        WHERE "Sequence" = @p1 AND "Epoch" = @p2 AND "OwnerId" = @p3 AND "Status" = 1
        """,
        [G, L, I, G]);

    public static Statement Release { get; } = new(
        """UPDATE "Runs" SET "OwnerId" = NULL, "Status" = 0 WHERE "Sequence" = @p0 AND "Epoch" = @p1 AND "OwnerId" = @p2 AND "Status" = 1""",
        [L, I, G]);

    public static Statement RequestCancel { get; } = new(
        """UPDATE "Runs" SET "CancelRequestedAt" = @p0 WHERE "Id" = @p1 AND "OrganizationId" = @p2 AND "Status" < 2 AND "CancelRequestedAt" IS NULL""",
        [T, G, G]);

    /// <summary>Ends a run that waits for a process: there is nobody who could.</summary>
    public static Statement CancelWaiting { get; } = new(
        """
        UPDATE "Runs" SET "Status" = 4, "EndedAt" = @p0, "CancelRequestedAt" = @p0
        WHERE "Id" = @p1 AND "OrganizationId" = @p2 AND "Status" = 0 AND "OwnerId" IS NULL
        """,
        [T, G, G]);

    // Answers whether a write of which nobody knows the outcome (the connection broke during the commit) has happened.

    public static Statement WasAccepted { get; } = new("""SELECT COUNT(*) FROM "Runs" WHERE "Sequence" = @p0 AND "Id" = @p1""", [L, G]);

    public static Statement WasStepWritten { get; } = new(
        """
        SELECT COUNT(*) FROM "StepRuns" s INNER JOIN "Runs" r ON r."Sequence" = s."RunSequence"
        WHERE s."RunSequence" = @p0 AND s."Ordinal" = @p1 AND s."Path" = @p2 AND s."StartedAt" = @p3 AND r."Epoch" = @p4 AND r."OwnerId" = @p5
        """,
        [L, I, S, T, I, G]);

    public static Statement WasEnded { get; } = new(
        """SELECT COUNT(*) FROM "Runs" WHERE "Sequence" = @p0 AND "Epoch" = @p1 AND "OwnerId" = @p2 AND "Status" = @p3 AND "EndedAt" = @p4""",
        [L, I, G, I, T]);

    public static Statement WasClaimed { get; } = new(
        """SELECT COUNT(*) FROM "Runs" WHERE "Sequence" = @p0 AND "Epoch" = @p1 AND "OwnerId" = @p2""", [L, I, G]);

    private static Statement Insert(string table, (string Name, SqlKind Kind)[] columns) =>
        new($"INSERT INTO \"{table}\" ({Names(columns)}) VALUES ({Places(columns.Length)})", [.. columns.Select(c => c.Kind)]);

    /// <summary>Inserts where the run is still this process's own; three parameters follow the columns': sequence, epoch, owner.</summary>
    private static Statement InsertOwned(string table, (string Name, SqlKind Kind)[] columns)
    {
        var n = columns.Length;
        var sql = $"""
            INSERT INTO "{table}" ({Names(columns)}) SELECT {Places(n)}
            FROM "Runs" WHERE "Sequence" = @p{n} AND "Epoch" = @p{n + 1} AND "OwnerId" = @p{n + 2}
            """;
        return new(sql, [.. columns.Select(c => c.Kind), L, I, G]);
    }

    private static string Names((string Name, SqlKind Kind)[] columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    private static string Places(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append("@p").Append(i);
        }

        return text.ToString();
    }
}
