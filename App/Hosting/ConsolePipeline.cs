using ConnectionsConsole.App.GraphQL;
using ConnectionsConsole.App.Pages.Account;
using ConnectionsConsole.App.Pages.Runs;
using ConnectionsConsole.App.Pages.Settings.Connectors;
using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Diagnostics;
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

        // Not in a branch of the pipeline (UseWhen): what is executed again there would not be routed again.
        app.UseStatusCodePagesWithReExecute(ConsoleUrls.NotFound, createScopeForStatusCodePages: true);
        app.Use(AnswerProgramsWithoutPages);
        app.UseAuthentication();
        app.UseAuthorization();
        // After these, since the API's limit counts by token.
        app.UseRateLimiter();
        app.UseAntiforgery();

        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
        app.MapStaticAssets();
        app.MapAccount();
        app.MapStepOutputs();
        app.MapConnectorPictures();
        app.MapGraphQLApi();
        app.MapGet("/", () => Results.LocalRedirect(ConsoleUrls.Runs));
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'")
            .RequireAuthorization();
    }

    /// <summary>A missing file is no page: nobody is sent to sign in for it. Programs read the status.</summary>
    private static Task AnswerProgramsWithoutPages(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if ((Path.HasExtension(path) || path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase))
            && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        return next(context);
    }
}
