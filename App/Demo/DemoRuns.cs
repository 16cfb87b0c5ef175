using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Commands;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.Demo;

/// <summary>Finishes what an earlier demo left under way, and runs each deployed instance that has no run yet.</summary>
internal sealed class DemoRuns(IServiceProvider services, RequestSender sender, Guid organizationId)
{
    public async Task<(int Succeeded, int Failed)> RunAllAsync(CancellationToken cancellationToken)
    {
        var runner = services.GetRequiredService<IRunner>();
        using var printer = new RunPrinter(services.GetRequiredService<IRunEvents>(), Console.Out, waitsForNames: true);
        var (runs, ended) = (new List<Guid>(), new HashSet<Guid>());
        foreach (var instance in (await Send(new ListInstances(new PageRequest(Size: PageRequest.MaximumSize), Status: InstanceStatus.Deployed), cancellationToken)).Items)
        {
            var earlier = await Send(new ListRuns(1, InstanceId: instance.Id), cancellationToken);
            if (earlier.Items.Count == 0)
            {
                var run = await Send(new RunInstance(instance.Id), cancellationToken);
                printer.Name(run, instance.CustomerName);
                runs.Add(run);
            }
            else
            {
                var run = earlier.Items[0];
                printer.Name(run.Id, instance.CustomerName);
                Console.WriteLine($"[{instance.CustomerName}] {(run.EndedAt is null ? "going on with the run" : "has its run already")} of {run.AcceptedAt:yyyy-MM-dd HH:mm:ss} UTC");
                runs.Add(run.Id);
                if (run.EndedAt is not null)
                {
                    ended.Add(run.Id);
                }
            }
        }

        var succeeded = 0;
        foreach (var run in runs)
        {
            var status = await runner.WaitAsync(organizationId, run, cancellationToken);
            succeeded += status == RunStatus.Succeeded ? 1 : 0;

            // Of a run that had ended before it was looked for no event comes; that it failed, and why, is said all the same.
            if (ended.Contains(run) ? status != RunStatus.Succeeded : !await printer.EndPrintedAsync(run))
            {
                printer.PrintEnd(organizationId, await Send(new GetRun(run), cancellationToken));
            }
        }

        return (succeeded, runs.Count - succeeded);
    }

    private async Task<T> Send<T>(MediatR.IRequest<Result<T>> request, CancellationToken cancellationToken)
    {
        var result = await sender.Send(Actor.Operator, organizationId, request, cancellationToken);
        return result.TryGet(out var value, out var error) ? value : throw new InvalidOperationException($"{request.GetType().Name}: {error}");
    }
}
