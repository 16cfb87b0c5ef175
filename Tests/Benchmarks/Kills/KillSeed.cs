using System.Text.Json;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Integrations.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.Benchmarks.Subjects;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Benchmarks.Kills;

/// <summary>Makes the data folder: the demo's organization with both of its instances on a second version, which is this benchmark's own.</summary>
internal static class KillSeed
{
    private static readonly TimeSpan s_ample = TimeSpan.FromMinutes(5);

    public static async Task<(Guid OrganizationId, IReadOnlyList<Guid> Instances)> PlantAsync(SubjectSettings settings)
    {
        Directory.CreateDirectory(settings.Data);
        await File.WriteAllTextAsync(Path.Combine(settings.Data, "appsettings.json"), Settings(Math.Max(1, settings.Callers * 3 / 4)));
        await using var app = await ConsoleHosting.BuildAsync(settings);
        var upstreams = new Uri(settings.Upstreams);
        var (organization, instances) = await ConsoleSeed.PlantAsync(app, upstreams);
        var sender = app.Services.GetRequiredService<RequestSender>();
        var integration = (await SendAsync(sender, organization, new ListIntegrations(new PageRequest()))).Items[0].Id;
        await SendAsync(sender, organization, new SaveDraft(integration, KillIntegration.Definition(upstreams)));
        await SendAsync(sender, organization, new PublishVersion(integration, "Names its run in every request"));
        foreach (var instance in instances)
        {
            await SendAsync(sender, organization, new UpgradeInstance(instance, 2));
        }

        return (organization, instances);
    }

    /// <summary>
    /// Fewer places than callers: some runs have to wait for one, so kills hit accepted runs that no process has yet. And time on a machine that is busy or
    /// halted for a while: a step that fails or is tried again for want of it would say nothing.
    /// </summary>
    private static string Settings(int places) => JsonSerializer.Serialize(new
    {
        Runner = new
        {
            MaximumConcurrentRuns = places,
            RunTimeout = TimeSpan.FromHours(1),
            JavaScript = new { Timeout = s_ample },
            Http = new { Timeout = s_ample },
            S3 = new { Timeout = s_ample },
        },
    });

    private static async Task<T> SendAsync<T>(RequestSender sender, Guid organization, IRequest<Result<T>> request)
    {
        var result = await sender.Send(Actor.Operator, organization, request);
        return result.TryGet(out var value, out var error) ? value : throw new BenchmarkException($"{request.GetType().Name} was refused: {error}");
    }
}
