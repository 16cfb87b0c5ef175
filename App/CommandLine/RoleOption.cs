using System.CommandLine;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Infrastructure;

namespace ConnectionsConsole.App.CommandLine;

/// <summary>The option <c>--role</c>, which may be repeated.</summary>
internal static class RoleOption
{
    public static Option<string[]> Create() => new("--role") { Description = "admin, builder, support or viewer; may be repeated", HelpName = "ROLE", Required = true };

    /// <exception cref="StartupException">One of the names is no role.</exception>
    public static Roles Parse(IEnumerable<string> names) => names.Aggregate(
        Roles.None, (roles, name) => roles | (RoleSets.Find(name) ?? throw new StartupException($"--role takes admin, builder, support or viewer, not \"{name}\".")));
}
