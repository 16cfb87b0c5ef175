using System.Text.RegularExpressions;
using ConnectionsConsole.Domain.Shared;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>
/// Turns a violated constraint into the words that its index carries. Uniqueness is decided by the index alone: a check beforehand loses a race.
/// </summary>
internal static partial class ConstraintErrors
{
    private const string MessageAnnotation = "Console:Conflict";
    private const string FieldAnnotation = "Console:ConflictField";

    /// <summary>Gives a unique index the words for its violation.</summary>
    public static IndexBuilder<T> Refuses<T>(this IndexBuilder<T> index, string field, string message)
    {
        index.IsUnique();
        index.HasAnnotation(FieldAnnotation, field);
        index.HasAnnotation(MessageAnnotation, message);
        return index;
    }

    public static Error? Find(IModel model, DbUpdateException exception) => exception.InnerException switch
    {
        SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } sqlite => OfIndex(FindByColumns(model, sqlite.Message)),
        // SQLite carries out "on delete restrict" as a trigger, and reports it as one.
        SqliteException { SqliteExtendedErrorCode: 787 or 1811 } => StillUsed,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres => OfIndex(FindByName(model, postgres.ConstraintName)),
        PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation } => StillUsed,
        // A unique index reports 2601, a unique constraint 2627: alike for us.
        SqlException { Number: 2601 or 2627 } sql => OfIndex(FindInMessage(model, sql.Message)),
        SqlException { Number: 547 } => StillUsed,
        _ => null,
    };

    /// <summary>Any unique index or primary key; on every database.</summary>
    public static bool IsUniqueViolation(DbUpdateException exception) => exception.InnerException
        is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 }
        or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
        or SqlException { Number: 2601 or 2627 };

    private static ConflictError StillUsed { get; } = new("Something refers to this that was added in the meantime, or what it refers to is gone. Load the page again.");

    private static ConflictError? OfIndex(IIndex? index) => index is null
        ? null
        : new ConflictError(
            index.FindAnnotation(MessageAnnotation)?.Value as string ?? "This exists already.",
            index.FindAnnotation(FieldAnnotation)?.Value as string ?? "");

    private static IIndex? FindByName(IModel model, string? name) => Indexes(model).FirstOrDefault(i => i.GetDatabaseName() == name);

    private static IIndex? FindInMessage(IModel model, string message) =>
        Indexes(model).FirstOrDefault(i => i.GetDatabaseName() is { } name && message.Contains($"'{name}'", StringComparison.Ordinal));

    /// <summary>SQLite names the columns rather than the index: "UNIQUE constraint failed: Customers.OrganizationId, Customers.ExternalId".</summary>
    private static IIndex? FindByColumns(IModel model, string message)
    {
        var columns = Column().Matches(message).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        return Indexes(model).FirstOrDefault(i => i.IsUnique && columns.SetEquals(i.Properties.Select(p => $"{i.DeclaringEntityType.GetTableName()}.{p.GetColumnName()}")));
    }

    private static IEnumerable<IIndex> Indexes(IModel model) => model.GetEntityTypes().SelectMany(t => t.GetIndexes());

    [GeneratedRegex(@"\w+\.\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Column();
}
