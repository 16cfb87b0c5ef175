using System.Data;
using System.Data.Common;
using ConnectionsConsole.Domain;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Persistence.Providers.SqlServer;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Persistence;

/// <summary>Notes the statements that handlers send to SQL Server, without a server: counts and keys of pages answer one row, the others none.</summary>
internal sealed class StatementCapture : DbCommandInterceptor
{
    private readonly List<string> _statements = [];

    /// <summary>The statements of one request, in order.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync<T>(IRequest<Result<T>> request)
    {
        var capture = new StatementCapture();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Database:Provider", DatabaseProviders.SqlServer), new("Database:ConnectionString", "Server=nowhere;Database=none")]).Build();
        var options = new DbContextOptionsBuilder<SqlServerConsoleDbContext>().UseSqlServer("Server=nowhere;Database=none").AddInterceptors(capture, new NoConnection()).Options;
        await using var services = new ServiceCollection().AddLogging().AddDomain()
            .AddInfrastructure(configuration, new DataDirectory(Path.GetTempPath()))
            .AddScoped<ConsoleDbContext>(p => new SqlServerConsoleDbContext(options, p.GetRequiredService<ActorContext>()))
            .BuildServiceProvider();
        await services.GetRequiredService<RequestSender>().Send(Actor.Operator, Guid.CreateVersion7(), request);
        return capture._statements;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        _statements.Add(command.CommandText.ReplaceLineEndings("\n"));
        using var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        if (command.CommandText.StartsWith("SELECT TOP(@p) [r].[Sequence]", StringComparison.Ordinal))
        {
            table.Columns.Add("Sequence", typeof(long));
            table.Rows.Add(1L);
        }
        else
        {
            table.Columns.Add("Count", typeof(int));
            if (command.CommandText.StartsWith("SELECT COUNT(*)", StringComparison.Ordinal))
            {
                table.Rows.Add(1);
            }
        }

        return ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(table.CreateDataReader()));
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());

        public override ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }
}
