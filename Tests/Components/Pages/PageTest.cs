using System.Globalization;
using System.Security.Claims;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.App.Pages.Connections;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.OAuth.Queries;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Accounts;
using ConnectionsConsole.Tests.Components.Setup;
using MediatR;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Pages;

/// <summary>Renders pages for a signed-in person. What requests answer is set by the test; a request that it did not expect fails it.</summary>
public abstract class PageTest : ComponentTest
{
    private readonly Answers _answers = new();
    private readonly Person _person = new();

    protected PageTest()
    {
        Services.AddScoped<ActorContext>();
        Services.AddSingleton<ISender>(_answers);
        Services.AddSingleton<RequestSender>();
        Services.AddSingleton<AuthenticationStateProvider>(_person);
        Services.AddScoped<CurrentUser>();
        Services.AddScoped<ScopedSender>();
        Services.AddConnectionPages();
        Services.AddSingleton<IRunEvents, NoEvents>();
        Services.AddSingleton(new PublicUrl(new ConfigurationBuilder().Build()));
        When<GetAuthorization, AuthorizationDetail>(_ => AuthorizationDetail.None);
    }

    protected IReadOnlyList<object> Sent => _answers.Sent;

    protected void SignIn(Roles roles) => _person.Roles = roles;

    /// <summary>Sets the answer; a later one for the same request takes its place.</summary>
    protected void When<TRequest, T>(Func<TRequest, Result<T>> answer)
        where TRequest : IRequest<Result<T>> => _answers.ByType[typeof(TRequest)] = request => answer((TRequest)request);

    private sealed class Answers : ISender
    {
        public Dictionary<Type, Func<object, object>> ByType { get; } = [];

        public List<object> Sent { get; } = [];

        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
        {
            Sent.Add(request);
            return ByType.TryGetValue(request.GetType(), out var answer)
                ? Task.FromResult((TResponse)answer(request))
                : throw new InvalidOperationException($"The test did not expect {request}.");
        }

        public Task Send<TRequest>(TRequest request, CancellationToken cancellationToken = default)
            where TRequest : IRequest => throw new NotSupportedException();

        public Task<object?> Send(object request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<TResponse> CreateStream<TResponse>(IStreamRequest<TResponse> request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<object?> CreateStream(object request, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    private sealed class Person : AuthenticationStateProvider
    {
        public Roles Roles { get; set; } = Roles.Admin;

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, "01890000-0000-7000-8000-000000000001"),
            new Claim(ConsoleClaims.Organization, "01890000-0000-7000-8000-000000000002"),
            new Claim(ConsoleClaims.Roles, ((int)Roles).ToString(CultureInfo.InvariantCulture)),
            new Claim(ConsoleClaims.DisplayName, "Ada Lovelace"),
            new Claim(ConsoleClaims.Session, "the-session"),
        ],
        "test"))));
    }

    private sealed class NoEvents : IRunEvents
    {
        public IDisposable Subscribe(Guid? runId, Action<RunEvent> handler) => new MemoryStream();
    }
}
