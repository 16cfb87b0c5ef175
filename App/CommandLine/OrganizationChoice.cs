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
        var all = await ListAsync(accounts, cancellationToken);
        if (name is null)
        {
            return all.Count == 1 ? all[0].Id : throw new StartupException($"There are several organizations: name one with --organization ({string.Join(", ", all.Select(o => o.Name))}).");
        }

        return Named(all, name).Id;
    }

    /// <param name="name">Null for all.</param>
    /// <exception cref="StartupException">There is none, or none of this name.</exception>
    public static async Task<IReadOnlyList<(Guid Id, string Name)>> FindAllAsync(IAccounts accounts, string? name, CancellationToken cancellationToken)
    {
        var all = await ListAsync(accounts, cancellationToken);
        return name is null ? all : [Named(all, name)];
    }

    private static async Task<IReadOnlyList<(Guid Id, string Name)>> ListAsync(IAccounts accounts, CancellationToken cancellationToken)
    {
        var all = await accounts.ListOrganizationsAsync(cancellationToken);
        return all.Count > 0 ? all : throw new StartupException("There is no organization yet: start the console, open it in a browser and set it up first.");
    }

    private static (Guid Id, string Name) Named(IReadOnlyList<(Guid Id, string Name)> all, string name)
    {
        var found = all.Where(o => string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count == 1 ? found[0] : throw new StartupException($"There is no organization \"{name}\": it is one of {string.Join(", ", all.Select(o => o.Name))}.");
    }
}
