using System.CommandLine;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Accounts;

namespace ConnectionsConsole.App.CommandLine;

/// <summary>The audit log, from the machine's own shell; also while the console serves.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "The audit log.") { Verify() };

    private static Command Verify()
    {
        var organization = new Option<string?>("--organization") { Description = "This one alone. Default: all", HelpName = "NAME" };
        var command = new Command("verify", "Checks that no line of the audit log was altered, removed or inserted. Exit code 1 where one was.") { organization };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var app = ConsoleHost.Build(GlobalOptions.From(result), HostSettings.RowsOnly);
            await ConsoleHost.PrepareAsync(app, cancellationToken);
            var accounts = app.Services.GetRequiredService<IAccounts>();
            var chosen = await OrganizationChoice.FindAllAsync(accounts, result.GetValue(organization), cancellationToken);
            var verifier = app.Services.GetRequiredService<IAuditChainVerifier>();
            var isWhole = true;
            foreach (var (id, name) in chosen)
            {
                isWhole &= await VerifyAsync(verifier, id, name, cancellationToken);
            }

            return isWhole ? ConsoleCommandLine.Success : ConsoleCommandLine.Failure;
        });
        return command;
    }

    private static async Task<bool> VerifyAsync(IAuditChainVerifier verifier, Guid organizationId, string name, CancellationToken cancellationToken)
    {
        string problem;
        try
        {
            var report = await verifier.VerifyAsync(organizationId, cancellationToken);
            if (report.IsWhole)
            {
                Console.WriteLine($"{name}: {report.Lines:N0} lines, all as they were written.");
                return true;
            }

            problem = $"{report.Problem} The {report.Lines:N0} lines before it are as they were written.";
        }
        catch (DataKeyUnavailableException unavailable)
        {
            problem = unavailable.Message;
        }

        await Console.Error.WriteLineAsync($"{name}: {problem}");
        return false;
    }
}
