using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connections.Queries;

namespace ConnectionsConsole.App.Pages.Connections;

/// <summary>Says who depends on production values before they change, and asks. Where nobody does, there is nothing to ask.</summary>
public sealed class DependentsQuestion(ConsoleDialogs dialogs, ScopedSender sender, UserMessages messages)
{
    /// <param name="customerId">For values of one customer; null for those of all.</param>
    /// <param name="action">What the button says.</param>
    /// <param name="dismiss">What the button says that leaves everything as it is.</param>
    /// <returns>Whether to go on.</returns>
    public async Task<bool> AskAsync(Guid connectionId, Guid? customerId, string action, string dismiss)
    {
        var found = await sender.SendAsync(new GetConnectionDependents(connectionId, customerId));
        if (!found.TryGet(out var dependents, out var error))
        {
            messages.Error(error.ToString());
            return false;
        }

        if (dependents.Instances == 0)
        {
            return true;
        }

        var whose = customerId is null ? $" of {ConnectionLooks.Count(dependents.Customers, "customer")}" : "";
        return await dialogs.ConfirmAsync(new Confirmation(
            $"{ConnectionLooks.Count(dependents.Instances, "instance")} will use the other values",
            $"{ConnectionLooks.Count(dependents.Instances, "instance")}{whose} {(dependents.Instances == 1 ? "uses" : "use")} them from the next run on. Runs that have begun keep what they began with.",
            action, IsDestructive: false, Affected: ConnectionLooks.Lines(dependents), Dismiss: dismiss));
    }
}
