using ConnectionsConsole.App.Components.Connections;
using ConnectionsConsole.App.Pages.Connections.Dialogs;
using ConnectionsConsole.App.Pages.OAuth;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Connections;

/// <summary>Adds, changes and removes a customer's values: the same from the customer's page, the connection's and the readiness list.</summary>
public sealed class CustomerConnectionEditor(
    ConsoleDialogs dialogs, ScopedSender sender, UserMessages messages, AuthorizationFlow authorizations, NavigationManager navigation)
{
    /// <param name="connectionId">The organization connection; null to choose it.</param>
    /// <param name="customerId">The customer; null to choose it.</param>
    /// <returns>Whether something was saved.</returns>
    public Task<bool> AddAsync(Guid? connectionId, Guid? customerId) => ShowAsync(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(CustomerConnectionDialog.ConnectionId)] = connectionId,
        [nameof(CustomerConnectionDialog.CustomerId)] = customerId,
    });

    /// <returns>Whether something was saved.</returns>
    public async Task<bool> EditAsync(Guid customerConnectionId)
    {
        var found = await sender.SendAsync(new GetCustomerConnection(customerConnectionId));
        if (!found.TryGet(out var existing, out var error))
        {
            messages.Error(error.ToString());
            return false;
        }

        return await ShowAsync(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(CustomerConnectionDialog.Existing)] = existing,
            [nameof(CustomerConnectionDialog.ConnectionId)] = existing.ConnectionId,
            [nameof(CustomerConnectionDialog.CustomerId)] = existing.CustomerId,
        });
    }

    /// <summary>Tests the values as they are.</summary>
    public Task TestAsync(Guid customerConnectionId, string connectionName, string customerName) => dialogs.ShowAsync<ConnectionTestDialog, bool>(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(ConnectionTestDialog.Title)] = $"Test the values of “{customerName}” for “{connectionName}”",
        [nameof(ConnectionTestDialog.Owner)] = ValueOwner.CustomerConnection,
        [nameof(ConnectionTestDialog.OwnerId)] = customerConnectionId,
    });

    /// <summary>Asks first; where instances run on the values, asks again with their names.</summary>
    /// <returns>Whether the values were removed.</returns>
    public async Task<bool> RemoveAsync(Guid customerConnectionId, string connectionName, string customerName)
    {
        if (!await dialogs.ConfirmAsync(new Confirmation(
                $"Remove the values of “{customerName}” for “{connectionName}”?", "They cannot be brought back; they would have to be entered again.", "Remove values", Dismiss: "Keep values")))
        {
            return false;
        }

        var removed = await sender.SendAsync(new RemoveCustomerConnection(customerConnectionId));
        if (removed.Error is InUseError inUse)
        {
            if (!await dialogs.ConfirmAsync(new Confirmation(
                    $"Instances of “{customerName}” run on these values",
                    "Without them, each of their runs fails before its first step, until values are entered again.", "Remove values anyway", Affected: [.. inUse.Users.Select(u => u.Name)], Dismiss: "Keep values")))
            {
                return false;
            }

            removed = await sender.SendAsync(new RemoveCustomerConnection(customerConnectionId, Confirmed: true));
        }

        if (removed.Error is { } error)
        {
            messages.Error(error.ToString());
            return false;
        }

        messages.Success($"The values of “{customerName}” for “{connectionName}” were removed.");
        return true;
    }

    private async Task<bool> ShowAsync(IReadOnlyDictionary<string, object?> parameters)
    {
        if (await dialogs.ShowAsync<CustomerConnectionDialog, CustomerConnectionSaved>(parameters) is not { } saved)
        {
            return false;
        }

        if (saved.IsToBeRemoved)
        {
            return await RemoveAsync(saved.Id, saved.ConnectionName, saved.CustomerName);
        }

        if (saved.Missing.Count == 0)
        {
            messages.Success($"The values of “{saved.CustomerName}” for “{saved.ConnectionName}” were saved.");
            await authorizations.OfferAsync(ValueOwner.CustomerConnection, saved.Id, $"/{navigation.ToBaseRelativePath(navigation.Uri)}");
        }
        else
        {
            messages.Warning($"Saved incomplete: {string.Join(", ", saved.Missing)} of “{saved.CustomerName}” still lack. Until then, it counts as missing.");
        }

        return true;
    }
}
