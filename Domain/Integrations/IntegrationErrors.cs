using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Integrations;

/// <summary>The refusals of integrations, in the user's words.</summary>
public static class IntegrationErrors
{
    public static NotFoundError NotFound { get; } = new("There is no such integration. It may have been deleted.");

    public static NotFoundError VersionNotFound { get; } = new("There is no such version of the integration.");

    public static ConflictError Archived(string name) => new($"\"{name}\" is archived. Restore the integration first.");

    public static InvalidError HasProblems(IReadOnlyList<DefinitionProblem> problems) =>
        new([.. problems.Select(p => new FieldMessage(p.Location, p.Message))]);

    public static NotFoundError FlowNotFound(string key) => new($"The integration has no flow \"{key}\".");

    public static InUseError InUse(string name, IReadOnlyList<Usage> users) =>
        new($"\"{name}\" is in use and cannot be deleted: {string.Join(", ", users.Select(u => $"{u.Kind} \"{u.Name}\""))}.", users);
}
