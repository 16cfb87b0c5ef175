using System.Security.Claims;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.AspNetCore.Identity;

namespace ConnectionsConsole.App.Pages.Account;

/// <summary>Signing out changes cookies, so it is a plain form post.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(ConsoleUrls.SignOut, async (HttpContext context, SignInManager<ConsoleUser> signIn, SessionRegistry sessions) =>
            {
                if (!await context.RequestServices.GetRequiredService<Microsoft.AspNetCore.Antiforgery.IAntiforgery>().IsRequestValidAsync(context))
                {
                    return Results.BadRequest("The form has expired. Load the page again.");
                }

                if (context.User.FindFirstValue(ConsoleClaims.Session) is { } session)
                {
                    sessions.End(session);
                }

                await signIn.SignOutAsync();
                return Results.LocalRedirect(ConsoleUrls.SignIn);
            })
            .RequireRateLimiting(RateLimits.Account);
}
