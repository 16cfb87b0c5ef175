using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Organizations.Queries;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>The organization, who asks, and the roles.</summary>
internal static class OrganizationFields
{
    private sealed record RoleNode(Roles Role, string Description);

    /// <summary>The most powerful one first.</summary>
    private static readonly RoleNode[] s_roles =
    [
        new(Roles.Admin, "Everything."),
        new(Roles.Builder, "Designs, tests and publishes integrations."),
        new(Roles.Support, "Customers, their connections, instances and runs."),
        new(Roles.Viewer, "Reads what holds no data of steps."),
    ];

    private sealed record UserNode(Guid Id, string Name, string Email, Roles Roles);

    public static void Bind(SchemaBinder binder)
    {
        // A token has no address to write to; clients print what stands there.
        binder.Query("authenticatedUser", (_, session) => Task.FromResult<object?>(new UserNode(session.Actor.Id ?? Guid.Empty, session.Actor.Name, "", session.Actor.Roles)))
            .Query("organization", async (_, session) => await session.GetAsync(new GetOrganization()))
            .Query("organizationRoles", (_, _) => Task.FromResult<object?>(s_roles));
        binder.On<OrganizationDetail>("Organization")
            .Field("id", o => GlobalId.Of("Organization", o.Id))
            .Field("name", o => o.Name)
            .Field("avatarUrl", _ => null)
            .Batch("users", async (context, session, organizations) =>
            {
                var page = await RelayArguments.Read(context).FetchAsync(async window => (await session.GetAsync(new FindMembers(window))).Select(m => new UserNode(m.Id, m.Name, m.Email, m.Roles)));
                return [.. organizations.Select(_ => page)];
            });
        binder.On<RoleNode>("Role")
            .Field("id", r => GlobalId.Of("Role", NameOf(r)))
            .Field("name", NameOf)
            .Field("description", r => r.Description);
        binder.On<UserNode>("User")
            .Field("id", u => GlobalId.Of("User", u.Id))
            .Field("name", u => u.Name)
            .Field("email", u => u.Email)
            .Field("externalId", _ => null)
            .Field("phone", _ => null)
            .Batch("tenantId", (_, session, users) => Task.FromResult<IReadOnlyList<object?>>([.. users.Select(_ => session.OrganizationId.ToString())]))
            .Field("role", u => RolesOf(u).FirstOrDefault() ?? s_roles[^1])
            .Field("roles", RolesOf)
            .Batch("org", async (_, session, users) =>
            {
                var organization = await session.GetAsync(new GetOrganization());
                return [.. users.Select(_ => organization)];
            })
            .Field("customer", _ => null);
    }

    private static IEnumerable<RoleNode> RolesOf(UserNode user) => s_roles.Where(r => user.Roles.HasFlag(r.Role));

    private static string NameOf(RoleNode role) => role.Role.ToString().ToLowerInvariant();
}
