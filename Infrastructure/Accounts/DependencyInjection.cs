using ConnectionsConsole.Domain.Access.ApiTokens;
using ConnectionsConsole.Infrastructure.Accounts.ApiTokens;
using ConnectionsConsole.Infrastructure.Accounts.DataProtection;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Secrets.Rotation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Accounts;

internal static class DependencyInjection
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<ConsoleUser>(options =>
            {
                options.Password.RequiredLength = 12;
                // Length does more than character classes, which people answer with "Password1!".
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequiredUniqueChars = 5;
                options.Lockout.MaxFailedAccessAttempts = 10;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddSignInManager()
            .AddClaimsPrincipalFactory<ConsoleClaimsFactory>();
        // Identity has a context of its own: sign-in belongs to no organization, and it never touches owned rows.
        services.AddScoped<IUserStore<ConsoleUser>>(p => new ConsoleUserStore(p.GetRequiredService<ConsoleDbFactory>().CreateUnscoped()));
        services.AddScoped<AccountSignIn>();
        services.AddSingleton<IAccounts, AccountService>();
        services.AddSingleton<SetupCode>();
        services.AddSingleton<ApiTokenRegistry>();
        services.AddOptions<FailedTokenOptions>().BindConfiguration(FailedTokenOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FailedTokenOptions>, FailedTokenOptionsValidator>();
        services.AddSingleton<FailedTokenLimit>();
        services.AddSingleton<IApiTokenCache>(p => p.GetRequiredService<ApiTokenRegistry>());
        services.AddDataProtection().SetApplicationName("ConnectionsConsole");
        services.AddSingleton<IXmlRepository, DataProtectionKeyRepository>();
        services.AddSingleton<IMasterKeyDependent, DataProtectionRewrapping>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(p =>
            new ConfigureOptions<KeyManagementOptions>(options =>
            {
                options.XmlRepository = p.GetRequiredService<IXmlRepository>();
                options.XmlEncryptor = new MasterKeyXmlEncryptor(p);
            }));
        return services;
    }

    /// <summary>Identity's own store, over a context that the store disposes with the scope.</summary>
    private sealed class ConsoleUserStore(ConsoleDbContext db) : UserOnlyStore<ConsoleUser, ConsoleDbContext, Guid>(db), IDisposable, IAsyncDisposable
    {
        private readonly ConsoleDbContext _db = db;

        void IDisposable.Dispose()
        {
            Dispose();
            _db.Dispose();
        }

        public async ValueTask DisposeAsync()
        {
            Dispose();
            await _db.DisposeAsync();
        }
    }
}
