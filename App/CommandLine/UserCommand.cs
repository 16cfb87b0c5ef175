using System.CommandLine;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Accounts;

namespace ConnectionsConsole.App.CommandLine;

/// <summary>People, from the machine's own shell: the way back in when nobody can sign in any more.</summary>
internal static class UserCommand
{
    public static Command Create() => new("user", "People who can sign in.") { CreateUser(), ResetPassword() };

    private static Command CreateUser()
    {
        var email = new Argument<string>("email") { Description = "Email address, used to sign in" };
        var name = new Option<string?>("--name") { Description = "Shown in pages and the audit log. Default: the email address", HelpName = "NAME" };
        var roles = RoleOption.Create();
        var organization = new Option<string?>("--organization") { Description = "Only needed where there are several", HelpName = "NAME" };
        var command = new Command("create", "Makes a person and prints a password for them.") { email, name, roles, organization };
        command.SetAction(async (result, cancellationToken) =>
        {
            var wanted = RoleOption.Parse(result.GetValue(roles) ?? []);
            await using var app = ConsoleHost.Build(GlobalOptions.From(result), HostSettings.RowsOnly);
            await ConsoleHost.PrepareAsync(app, cancellationToken);
            var accounts = app.Services.GetRequiredService<IAccounts>();
            var organizationId = await OrganizationChoice.FindAsync(accounts, result.GetValue(organization), cancellationToken);
            var password = OneTimePassword.Generate();
            var address = result.GetValue(email)!;
            var created = await accounts.CreateAsync(organizationId, Actor.Operator, address, result.GetValue(name) ?? address, password, wanted, cancellationToken);
            return Report(created.Error, $"{address} can sign in with the password {password}");
        });
        return command;
    }

    private static Command ResetPassword()
    {
        var email = new Argument<string>("email") { Description = "Email address of the person" };
        var organization = new Option<string?>("--organization") { Description = "Only needed where several have a user with this address", HelpName = "NAME" };
        var command = new Command("reset-password", "Gives a person a new password, prints it, and ends their sessions.") { email, organization };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var app = ConsoleHost.Build(GlobalOptions.From(result), HostSettings.RowsOnly);
            await ConsoleHost.PrepareAsync(app, cancellationToken);
            var password = OneTimePassword.Generate();
            var address = result.GetValue(email)!;
            var accounts = app.Services.GetRequiredService<IAccounts>();
            Guid? organizationId = result.GetValue(organization) is { } name ? await OrganizationChoice.FindAsync(accounts, name, cancellationToken) : null;
            var changed = await accounts.ResetPasswordAsync(address, password, organizationId, cancellationToken);
            return Report(changed.Error, $"{address} can sign in with the password {password}");
        });
        return command;
    }

    private static int Report(Domain.Shared.Error? error, string done)
    {
        if (error is null)
        {
            Console.WriteLine(done);
            return ConsoleCommandLine.Success;
        }

        Console.Error.WriteLine(error);
        return ConsoleCommandLine.Misuse;
    }
}
