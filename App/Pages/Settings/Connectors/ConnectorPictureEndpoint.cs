using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connectors.Queries;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.Pages.Settings.Connectors;

/// <summary>The pictures of own connectors. An address names one picture for ever, so browsers may keep it; another picture has another address.</summary>
internal static class ConnectorPictureEndpoint
{
    public static void MapConnectorPictures(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/settings/connectors/{key}/pictures/{id}", async (string key, string id, HttpContext context, RequestSender sender, CancellationToken cancellationToken) =>
        {
            if (CurrentUser.Of(context.User) is not { } user)
            {
                return Results.Unauthorized();
            }

            var found = await sender.Send(user.Actor, user.OrganizationId, new GetConnectorPicture(key, id), cancellationToken);
            if (!found.TryGet(out var picture, out var error))
            {
                return error is ForbiddenError ? Results.Text(error.ToString(), statusCode: StatusCodes.Status403Forbidden) : Results.NotFound();
            }

            // Somebody uploaded it: whatever else these bytes may be, they do not run in the console's origin.
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            context.Response.Headers.CacheControl = "private, max-age=86400, immutable";
            return Results.Bytes(picture.Bytes, picture.ContentType);
        }).RequireAuthorization();
}
