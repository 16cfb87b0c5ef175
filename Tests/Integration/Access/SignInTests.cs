using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Access;

/// <summary>Signing in where one address has an account in each of two organizations.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private const string Email = "grace@example.com";
    private readonly Guid _other = Guid.CreateVersion7();
    private readonly string[] _passwords = [OneTimePassword.Generate(), OneTimePassword.Generate()];
    private ApiConsole _console = null!;

    public async Task InitializeAsync()
    {
        _console = await ApiConsole.StartAsync();
        var sender = _console.Services.GetRequiredService<RequestSender>();
        Assert.Null((await sender.Send(Actor.Operator, _other, new CreateOrganization("Other"))).Error);
        foreach (var (organization, password) in Organizations.Zip(_passwords))
        {
            var created = await _console.Services.GetRequiredService<IAccounts>().CreateAsync(organization, Actor.Operator, Email, "Grace", password, Roles.Builder, CancellationToken.None);
            Assert.Null(created.Error);
        }
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    private Guid[] Organizations => [_console.OrganizationId, _other];

    [Fact]
    public async Task ThePassword_TellsWhichAccountIsMeant()
    {
        foreach (var (organization, password) in Organizations.Zip(_passwords))
        {
            Assert.Equal((SignInResult.Success, organization), await SignInAsync(Email, password));
        }

        Assert.Equal((SignInResult.Success, _other), await SignInAsync("GRACE@Example.com", _passwords[1]));
        Assert.Equal((SignInResult.Failed, (Guid?)null), await SignInAsync("nobody@example.com", _passwords[0]));
    }

    [Fact]
    public async Task TheRightPasswordOfOneAccount_IsNoFailedAttemptAtTheOther()
    {
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(SignInResult.Success, (await SignInAsync(Email, _passwords[1])).Result);
        }

        Assert.Equal(SignInResult.Success, (await SignInAsync(Email, _passwords[0])).Result);
    }

    [Fact]
    public async Task WrongPasswords_CountForBothAccounts()
    {
        for (var i = 0; i < 9; i++)
        {
            Assert.Equal(SignInResult.Failed, (await SignInAsync(Email, "a wrong password")).Result);
        }

        Assert.Equal(SignInResult.LockedOut, (await SignInAsync(Email, "a wrong password")).Result);
        foreach (var password in _passwords)
        {
            Assert.Equal((SignInResult.LockedOut, (Guid?)null), await SignInAsync(Email, password));
        }
    }

    private async Task<(SignInResult Result, Guid? Organization)> SignInAsync(string email, string password)
    {
        await using var scope = _console.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = context;
        var result = await scope.ServiceProvider.GetRequiredService<AccountSignIn>().SignInAsync(email, password);
        return (result, ConsoleClaims.Read(context.User)?.OrganizationId);
    }
}
