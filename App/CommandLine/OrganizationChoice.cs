using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Accounts;

namespace ConnectionsConsole.App.CommandLine;

/// <summary>Which organization a command acts in.</summary>
internal static class OrganizationChoice
{
    /// <param name="name">Null where there is only one.</param>
    /// <exception cref="StartupException">There is none, none of this name, or several and no name.</exception>
    public static async Task<Guid> FindAsync(IAccounts accounts, string? name, CancellationToken cancellationToken)
    {
        var all = await accounts.ListOrganizationsAsync(cancellationToken);
        if (all.Count == 0)
        {
            throw new StartupException("There is no organization yet: start the console, open it in a browser and set it up first.");
        }

        if (name is null)
        {
            return all.Count == 1 ? all[0].Id : throw new StartupException($"There are several organizations: name one with --organization ({string.Join(", ", all.Select(o => o.Name))}).");
        }

        var found = all.Where(o => string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count == 1 ? found[0].Id : throw new StartupException($"There is no organization \"{name}\": it is one of {string.Join(", ", all.Select(o => o.Name))}.");
    }
}
