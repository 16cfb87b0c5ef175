using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Instances;

/// <summary>Who takes a value from a credential or a config variable: instances, and integrations in their test configurations.</summary>
public sealed class BindingUsage(IConsoleDb db, ActorContext context)
{
    /// <summary>A refusal names at most so many users; the page lists all.</summary>
    public const int MostNamed = 20;

    private const string Instance = "instance";
    private const string Integration = "integration";

    public IQueryable<BindingReference> OfCredential(Guid id) => db.BindingReferences.Where(r => r.CredentialId == id);

    public IQueryable<BindingReference> OfConfigVariable(Guid id) => db.BindingReferences.Where(r => r.ConfigVariableId == id);

    /// <summary>The first <see cref="MostNamed"/> users by name, and how many there are in all.</summary>
    public async Task<Page<Usage>> FirstAsync(IQueryable<BindingReference> references, CancellationToken cancellationToken) =>
        await ListAsync(references, new PageRequest(Size: MostNamed), cancellationToken);

    /// <summary>Users by name. Somebody who may not see integrations is told of them without their names.</summary>
    public async Task<Page<Usage>> ListAsync(IQueryable<BindingReference> references, PageRequest page, CancellationToken cancellationToken)
    {
        var instances =
            from reference in references
            join instance in db.Instances on reference.InstanceId equals instance.Id
            select new { IsInstance = true, instance.Id, instance.Name, instance.NormalizedName };
        var integrations =
            from reference in references
            join integration in db.Integrations on reference.IntegrationId equals integration.Id
            select new { IsInstance = false, integration.Id, integration.Name, integration.NormalizedName };
        var users = instances.Concat(integrations);
        if (!string.IsNullOrWhiteSpace(page.Search))
        {
            var search = Text.Normalize(page.Search);
            users = users.Where(u => u.NormalizedName.Contains(search));
        }

        var found = await users.OrderBy(u => u.NormalizedName).ThenBy(u => u.Id).ToPageAsync(page, cancellationToken);
        var named = context.Actor.May(Permission.ViewIntegrations);
        return found.Select(u => u.IsInstance
            ? new Usage(Instance, u.Id, u.Name)
            : new Usage(Integration, named ? u.Id : Guid.Empty, named ? u.Name : "test configuration of an integration"));
    }

    /// <summary>The users as a refusal names them: instance "A", integration "B" and 3 more.</summary>
    public static string Words(Page<Usage> users)
    {
        var names = string.Join(", ", users.Items.Select(u => $"{u.Kind} \"{u.Name}\""));
        return users.Total > users.Items.Count ? $"{names} and {users.Total - users.Items.Count:N0} more" : names;
    }
}
