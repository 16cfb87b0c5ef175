using ConnectionsConsole.App.Pages.Connections.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections.Queries;

namespace ConnectionsConsole.App.Pages.Connections;

/// <summary>"+ Add Connection" from beginning to end: the connection itself, what authorizes it, its test connection.</summary>
public sealed class AddConnectionFlow(ConsoleDialogs dialogs, ScopedSender sender, CurrentUser user, UserMessages messages, TestConnectionEditor testConnections)
{
    /// <returns>The new connection; null when nothing was created.</returns>
    public async Task<Guid?> RunAsync()
    {
        if (await dialogs.ShowAsync<AddConnectionDialog, ConnectionCreated>() is not { } created)
        {
            return null;
        }

        messages.Success($"Connection “{created.Name}” was created.");
        // A type that needs somebody's consent (OAuth 2.0) is authorized on the connection's page, to which the caller goes next: the browser leaves for the provider.
        await OfferTestConnectionAsync(created.Id);
        return created.Id;
    }

    private async Task OfferTestConnectionAsync(Guid id)
    {
        if (!await user.MayAsync(Permission.ManageTestConnections))
        {
            return;
        }

        var connection = await sender.SendAsync(new GetConnection(id));
        if (connection.IsSuccess)
        {
            await testConnections.EditAsync(connection.Value, isOffer: true);
        }
    }
}
