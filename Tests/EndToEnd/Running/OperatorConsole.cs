using System.Text.Json;
using ConnectionsConsole.Domain;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Accounts;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConnectionsConsole.Tests.EndToEnd.Running;

/// <summary>
/// The operator beside a console that serves: sends commands to its data from another process, as the command line does. For what a journey needs and no
/// page makes.
/// </summary>
internal sealed class OperatorConsole : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Guid _organizationId;

    private OperatorConsole(IHost host, Guid organizationId, Uri sandbox) => (_host, _organizationId, Sandbox) = (host, organizationId, sandbox);

    /// <summary>The demo's web server and bucket.</summary>
    public Uri Sandbox { get; }

    public static async Task<OperatorConsole> OpenAsync(DemoConsole demo)
    {
        var state = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(demo.DataFolder, "demo.json")));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddDomain().AddInfrastructure(builder.Configuration, new DataDirectory(demo.DataFolder));
        // Never started: it executes no runs and serves nobody.
        var host = builder.Build();
        await host.Services.GetRequiredService<IConsoleStartup>().PrepareAsync(CancellationToken.None);
        var organization = (await host.Services.GetRequiredService<IAccounts>().ListOrganizationsAsync(CancellationToken.None))[0].Id;
        return new OperatorConsole(host, organization, new Uri($"http://127.0.0.1:{state.GetProperty("SandboxPort").GetInt32()}/"));
    }

    public async Task<T> SendAsync<T>(IRequest<Result<T>> request)
    {
        var result = await _host.Services.GetRequiredService<RequestSender>().Send(Actor.Operator, _organizationId, request, CancellationToken.None);
        return result.TryGet(out var value, out var error) ? value : throw new InvalidOperationException($"{request.GetType().Name}: {error}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
