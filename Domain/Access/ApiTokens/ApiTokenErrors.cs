using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Access.ApiTokens;

/// <summary>The refusals of API tokens, in the user's words.</summary>
public static class ApiTokenErrors
{
    public static NotFoundError NotFound { get; } = new("There is no such API token.");

    /// <summary>A token that makes tokens would outlive its own expiry and revocation.</summary>
    public static ForbiddenError MadeByToken { get; } = new("An API token cannot make another one. Sign in, or use the command line.");

    public static ConflictError AlreadyRevoked(string name) => new($"The API token \"{name}\" is revoked already.");
}
