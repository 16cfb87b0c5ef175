using System.Text;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Integrations.Queries;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Search;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Persistence.Providers.PostgreSql;
using ConnectionsConsole.Infrastructure.Persistence.Providers.Sqlite;
using ConnectionsConsole.Infrastructure.Persistence.Providers.SqlServer;
using ConnectionsConsole.Tests.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ConnectionsConsole.Tests.Integration.Persistence;

/// <summary>
/// The model, its migrations and the SQL that they and the lists become. What SQL Server is sent cannot be run here: it is kept in docs/persistence, to be
/// reviewed when it changes. With UPDATE_SNAPSHOTS=1 the tests write these files anew.
/// </summary>
public sealed class ModelTests
{
    private static readonly Guid s_id = Guid.Parse("01890000-0000-7000-8000-000000000001");

    [Theory]
    [InlineData(DatabaseProviders.Sqlite)]
    [InlineData(DatabaseProviders.SqlServer)]
    [InlineData(DatabaseProviders.PostgreSql)]
    public void TheMigrations_HoldTheWholeModel(string provider)
    {
        using var db = Create(provider);
        Assert.False(db.Database.HasPendingModelChanges(), $"Run ./migrations.sh: the model has changes that the migrations of {provider} lack.");
    }

    [Theory]
    [InlineData(DatabaseProviders.SqlServer)]
    [InlineData(DatabaseProviders.PostgreSql)]
    public void TheMigrationScript_IsTheReviewedOne(string provider)
    {
        using var db = Create(provider);
        var script = db.GetService<IMigrator>().GenerateScript();
        // Each run of ./migrations.sh reset dates the migration anew.
        foreach (var migration in db.Database.GetMigrations())
        {
            script = script.Replace(migration, $"(date){migration[migration.IndexOf('_', StringComparison.Ordinal)..]}", StringComparison.Ordinal);
        }

        Compare($"{provider}.sql", script);
    }

    [Fact]
    public async Task TheListsOnSqlServer_AreTheReviewedOnes()
    {
        var text = new StringBuilder("-- What the lists ask SQL Server; written by ModelTests, reviewed, not run against a server.\n");
        async Task Add<T>(string title, IRequest<Result<T>> request)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n-- ## {title}\n");
            var statements = await StatementCapture.OfAsync(request);
            Assert.NotEmpty(statements);
            foreach (var statement in statements)
            {
                text.Append('\n').Append(statement).Append(";\n");
            }
        }

        await Add("Customers by name", new ListCustomers(new PageRequest()));
        await Add("Customers, second page, newest first, searched", new ListCustomers(new PageRequest(2, 10, "smith", "created", true), IncludeArchived: true));
        await Add("Customer of an external id", new ListCustomers(new PageRequest(Sort: "externalId"), ExternalId: "x"));
        await Add("Connections by name", new ListConnections(new PageRequest()));
        await Add("Connections by connector, of a kind, searched", new ListConnections(new PageRequest(Search: "acme", Sort: "connector"), ConnectionKind.Customer, "key"));
        await Add("Connections that fail", new ListConnections(new PageRequest(), Status: ConnectionStatus.Failing));
        await Add("Readiness, customers whose values fail", new ListReadiness(new PageRequest(), CustomerConnectionState.Failing));
        await Add("Integrations by name", new ListIntegrations(new PageRequest()));
        await Add("Integrations, newest first, searched", new ListIntegrations(new PageRequest(Search: "sync", Sort: "created", Descending: true)));
        await Add("Instances by name", new ListInstances(new PageRequest()));
        await Add("Instances of a customer, by integration", new ListInstances(new PageRequest(Search: "a", Sort: "integration"), s_id, s_id, InstanceStatus.Deployed));
        await Add("Runs, newest first", new ListRuns());
        await Add("Runs, filtered, next page", new ListRuns(Before: 100, Status: RunStatus.Failed, InstanceId: s_id, IntegrationId: s_id, CustomerId: s_id, AcceptedFrom: DateTime.UnixEpoch, AcceptedTo: DateTime.UnixEpoch));
        await Add("Runs, page before", new ListRuns(After: 100));
        await Add("The search at the top", new SearchEverything("smith"));
        Compare("SqlServer.lists.sql", text.ToString());
    }

    [Fact]
    public void EveryUniqueIndex_HasWordsForItsViolation()
    {
        using var db = Create(DatabaseProviders.Sqlite);
        // Rows of the machinery, which no person names: an own index of theirs never comes back as a refusal.
        var machinery = new[] { "DataKeys", "Runs", "AspNetUsers" };
        var silent = db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(t => t.GetIndexes())
            .Where(i => i.IsUnique && i.FindAnnotation("Console:Conflict") is null && !machinery.Contains(i.DeclaringEntityType.GetTableName()))
            .Select(i => i.GetDatabaseName());
        Assert.Empty(silent);
    }

    private static ConsoleDbContext Create(string provider) => provider switch
    {
        DatabaseProviders.Sqlite => new SqliteDesignTimeFactory().CreateDbContext([]),
        DatabaseProviders.SqlServer => new SqlServerDesignTimeFactory().CreateDbContext([]),
        _ => new PostgreSqlDesignTimeFactory().CreateDbContext([]),
    };

    private static void Compare(string name, string actual)
    {
        actual = string.Join('\n', actual.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n').Select(l => l.TrimEnd())).Trim() + "\n";
        var file = RepositoryRoot.Combine("docs", "persistence", name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"docs/persistence/{name} is missing: run this test with UPDATE_SNAPSHOTS=1 and review the file.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }
}
