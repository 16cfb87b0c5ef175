using ConnectionsConsole.App.Pages.Account;
using ConnectionsConsole.App.Pages.Runs;
using ConnectionsConsole.App.Pages.Settings.Connectors;
using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace ConnectionsConsole.App.Hosting;

/// <summary>The way of a request.</summary>
internal static class ConsolePipeline
{
    public static void UseConsole(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
        }

        // A missing file is no page: nobody is sent to sign in for it.
        app.UseWhen(
            context => !Path.HasExtension(context.Request.Path),
            pages => pages.UseStatusCodePagesWithReExecute(ConsoleUrls.NotFound, createScopeForStatusCodePages: true));
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
        app.MapStaticAssets();
        app.MapAccount();
        app.MapStepOutputs();
        app.MapConnectorPictures();
        app.MapGet("/", () => Results.LocalRedirect(ConsoleUrls.Runs));
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'")
            .RequireAuthorization();
    }
}
