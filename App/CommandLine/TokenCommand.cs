using System.CommandLine;
using System.Globalization;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Accounts;

namespace ConnectionsConsole.App.CommandLine;

/// <summary>API tokens, from the machine's own shell; also while the console serves.</summary>
internal static class TokenCommand
{
    public static Command Create() => new("token", "API tokens, for programs that use /api.") { CreateToken() };

    private static Command CreateToken()
    {
        var name = new Option<string>("--name") { Description = "Says which program uses it; stands in the audit log", HelpName = "NAME", Required = true };
        var roles = RoleOption.Create();
        var expires = new Option<string?>("--expires") { Description = "In so many hours, days or weeks (12h, 90d, 52w), or at a date (2030-01-31). Default: never", HelpName = "WHEN" };
        var organization = new Option<string?>("--organization") { Description = "Only needed where there are several", HelpName = "NAME" };
        var command = new Command("create", "Makes an API token and prints it as the last line. It is not kept and cannot be shown again.") { name, roles, expires, organization };
        command.SetAction(async (result, cancellationToken) =>
        {
            var wanted = RoleOption.Parse(result.GetValue(roles) ?? []);
            var expiresAt = result.GetValue(expires) is { } text ? ParseExpiry(text, TimeProvider.System.GetUtcNow().UtcDateTime) : null;
            // Quiet: what is printed last has to be the token, whatever is logged.
            await using var app = ConsoleHost.Build(GlobalOptions.From(result), HostSettings.WithoutServer);
            await ConsoleHost.PrepareAsync(app, cancellationToken);
            var organizationId = await OrganizationChoice.FindAsync(app.Services.GetRequiredService<IAccounts>(), result.GetValue(organization), cancellationToken);
            var created = await app.Services.GetRequiredService<RequestSender>()
                .Send(Actor.Operator, organizationId, new CreateApiToken(result.GetValue(name)!, wanted, expiresAt), cancellationToken);
            if (!created.TryGet(out var token, out var error))
            {
                await Console.Error.WriteLineAsync(error.ToString());
                return ConsoleCommandLine.Misuse;
            }

            Console.WriteLine($"API token with the role {RoleSets.Names(wanted, " and ")}, {(expiresAt is { } at ? $"until {at:yyyy-MM-dd HH:mm} UTC" : "without expiry")}. Keep it now, it is not shown again:");
            Console.WriteLine(token.Text);
            return ConsoleCommandLine.Success;
        });
        return command;
    }

    /// <exception cref="StartupException">The text names no time.</exception>
    internal static DateTime? ParseExpiry(string text, DateTime now)
    {
        if (text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 100_000)
        {
            switch (text[^1])
            {
                case 'h': return now.AddHours(count);
                case 'd': return now.AddDays(count);
                case 'w': return now.AddDays(7 * count);
            }
        }

        return DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : throw new StartupException($"--expires is \"{text}\": give hours, days or weeks such as 12h, 90d or 52w, or a date such as 2030-01-31.");
    }
}
