using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.Pages.Runs;

/// <summary>The bytes of a step's output: pictures for the run's page, everything else for downloading.</summary>
internal static class StepOutputEndpoint
{
    /// <summary>Shown by browsers as pictures and nothing else; SVG is not among them, since it can hold scripts.</summary>
    private static readonly HashSet<string> s_pictures = new(StringComparer.OrdinalIgnoreCase) { "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp" };

    public static void MapStepOutputs(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/runs/{runId:guid}/steps/{ordinal:int}/output", async (Guid runId, int ordinal, HttpContext context, RequestSender sender, CancellationToken cancellationToken) =>
        {
            if (CurrentUser.Of(context.User) is not { } user)
            {
                return Results.Unauthorized();
            }

            var found = await sender.Send(user.Actor, user.OrganizationId, new GetStepOutput(runId, ordinal), cancellationToken);
            if (!found.TryGet(out var output, out var error))
            {
                return error is ForbiddenError ? Results.Text(error.ToString(), statusCode: StatusCodes.Status403Forbidden) : Results.NotFound();
            }

            // A step's output is somebody else's content: whatever it is, it must not run in the console's origin.
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            context.Response.Headers.CacheControl = "private, no-store";
            var mediaType = output.ContentType.Split(';')[0].Trim();
            return s_pictures.Contains(mediaType)
                ? Results.Bytes(output.Bytes, mediaType)
                : Results.File(output.Bytes, "application/octet-stream", $"{output.FileName}{(mediaType == "application/json" ? ".json" : ".bin")}");
        }).RequireAuthorization();
}
