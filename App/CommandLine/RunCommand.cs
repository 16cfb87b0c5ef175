using System.CommandLine;
using ConnectionsConsole.App.Demo;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Commands;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Accounts;

namespace ConnectionsConsole.App.CommandLine;

/// <summary>Runs an instance and waits for its end.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var instance = new Argument<string>("instance") { Description = "Id or name of a deployed instance" };
        var flow = new Option<string?>("--flow") { Description = "Key of the flow. Default: the first one", HelpName = "KEY" };
        var organization = new Option<string?>("--organization") { Description = "Only needed where there are several", HelpName = "NAME" };
        var command = new Command("run", "Runs an instance, prints what happens, and ends with 0 when the run succeeded.") { instance, flow, organization };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var app = ConsoleHost.Build(GlobalOptions.From(result), HostSettings.WithoutServer);
            await ConsoleHost.PrepareAsync(app, cancellationToken);
            var organizationId = await OrganizationChoice.FindAsync(app.Services.GetRequiredService<IAccounts>(), result.GetValue(organization), cancellationToken);
            var sender = app.Services.GetRequiredService<RequestSender>();
            var instanceId = await FindInstanceAsync(sender, organizationId, result.GetValue(instance)!, cancellationToken);

            await ConsoleHost.StartAsync(app, cancellationToken);
            using var printer = new RunPrinter(app.Services.GetRequiredService<IRunEvents>(), Console.Out);
            var accepted = await sender.Send(Actor.Operator, organizationId, new RunInstance(instanceId, result.GetValue(flow)), cancellationToken);
            if (!accepted.TryGet(out var runId, out var error))
            {
                await Console.Error.WriteLineAsync(error.ToString());
                return ConsoleCommandLine.Misuse;
            }

            var status = await app.Services.GetRequiredService<IRunner>().WaitAsync(organizationId, runId, cancellationToken);
            if (!await printer.EndPrintedAsync(runId)
                && (await sender.Send(Actor.Operator, organizationId, new GetRun(runId), cancellationToken)).TryGet(out var ended, out _))
            {
                // Another process had a place sooner and executed it: nothing of it was heard here.
                printer.PrintEnd(organizationId, ended);
            }

            await app.StopAsync(CancellationToken.None);
            return status == RunStatus.Succeeded ? ConsoleCommandLine.Success : ConsoleCommandLine.Failure;
        });
        return command;
    }

    private static async Task<Guid> FindInstanceAsync(RequestSender sender, Guid organizationId, string instance, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(instance, out var id))
        {
            return id;
        }

        var found = await sender.Send(Actor.Operator, organizationId, new ListInstances(new PageRequest(Search: instance)), cancellationToken);
        var matching = found.IsSuccess ? found.Value.Items.Where(i => string.Equals(i.Name, instance, StringComparison.OrdinalIgnoreCase)).ToList() : [];
        return matching.Count switch
        {
            1 => matching[0].Id,
            0 => throw new StartupException($"There is no instance \"{instance}\": give the name or the id of one (Instances page)."),
            _ => throw new StartupException($"Several instances are called \"{instance}\": give the id ({string.Join(", ", matching.Select(i => $"{i.Id} of {i.CustomerName}"))})."),
        };
    }
}
