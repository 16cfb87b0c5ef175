using ConnectionsConsole.App.Pages.Connections.Dialogs;
using ConnectionsConsole.App.Pages.OAuth;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.App.Pages.Connections;

/// <summary>"+ Add Connection" from beginning to end: the connection itself, what authorizes it, and on its page the offer of a test connection.</summary>
public sealed class AddConnectionFlow(ConsoleDialogs dialogs, AuthorizationFlow authorizations, UserMessages messages)
{
    /// <returns>Where to go on; null when nothing was created, or while the browser leaves for the provider, from where it comes back to that place.</returns>
    public async Task<string?> RunAsync()
    {
        if (await dialogs.ShowAsync<AddConnectionDialog, ConnectionCreated>() is not { } created)
        {
            return null;
        }

        messages.Success($"Connection “{created.Name}” was created.");
        var next = ConsoleUrls.NewConnection(created.Id);
        return await authorizations.OfferAsync(ValueOwner.OrganizationConnection, created.Id, next) ? null : next;
    }
}
