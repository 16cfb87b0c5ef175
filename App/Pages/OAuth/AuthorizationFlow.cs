using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.OAuth.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.OAuth;

/// <summary>How people come to authorize something: by its button, or because what they have just saved needs it.</summary>
public sealed class AuthorizationFlow(ScopedSender sender, CurrentUser user, PublicUrl address, NavigationManager navigation, ConsoleDialogs dialogs)
{
    /// <summary>Sends the browser to the provider, from where it comes back to <paramref name="returnUrl"/>.</summary>
    /// <param name="returnUrl">A path of this site.</param>
    /// <returns>Why not; null when the browser is leaving.</returns>
    public async Task<Error?> LeaveAsync(ValueOwner ownerKind, Guid ownerId, string returnUrl)
    {
        var started = await sender.SendAsync(new StartAuthorization(
            ownerKind, ownerId, await user.GetSessionAsync() ?? "", address.OAuthCallback(navigation.BaseUri).AbsoluteUri, returnUrl));
        if (started.TryGet(out var provider, out var error))
        {
            navigation.NavigateTo(provider.AbsoluteUri, forceLoad: true);
        }

        return error;
    }

    /// <summary>Offers to authorize what waits for somebody's consent; asks nothing about anything else.</summary>
    /// <returns>Whether the browser is leaving for the provider; going to another page would then stop it.</returns>
    public async Task<bool> OfferAsync(ValueOwner ownerKind, Guid ownerId, string returnUrl)
    {
        var found = await sender.SendAsync(new GetAuthorization(ownerKind, ownerId));
        return found.TryGet(out var detail, out _)
            && detail is { IsOAuth: true, Grant: OAuthGrant.AuthorizationCode, Status: AuthorizationStatus.Pending, MayManage: true }
            && await dialogs.ShowAsync<AuthorizeDialog, bool>(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(AuthorizeDialog.Detail)] = detail,
                [nameof(AuthorizeDialog.Leave)] = (Func<Task<Error?>>)(() => LeaveAsync(ownerKind, ownerId, returnUrl)),
            });
    }
}
