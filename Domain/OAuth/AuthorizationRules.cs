using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.Domain.OAuth;

/// <summary>Whether runs may count on an authorization, and what people are told where they may not.</summary>
public static class AuthorizationRules
{
    /// <summary>Null when a token can be had, as far as is known before asking the provider.</summary>
    /// <param name="authorization">Null where there never was one.</param>
    /// <param name="configurationHash">Of the settings that are in force now.</param>
    /// <param name="name">What people call the connection or credential.</param>
    /// <param name="place">Where it is mended, for example "Settings > Connections > Acme API".</param>
    public static string? Problem(OAuthAuthorization? authorization, OAuthDefinition definition, string configurationHash, string name, string place) =>
        authorization?.StatusFor(configurationHash) switch
        {
            AuthorizationStatus.Active => null,
            AuthorizationStatus.Failing => $"The authorization of \"{name}\" is failing: {authorization.LastError} See {place}.",
            AuthorizationStatus.Expired => $"The authorization of \"{name}\" has expired. Reconnect it under {place}.",
            // The client's own credentials are enough: the first step that needs a token gets one.
            AuthorizationStatus.Pending or null when definition.Grant == OAuthGrant.ClientCredentials => null,
            AuthorizationStatus.Pending or null => NotAuthorized(name, place),
            var other => throw new ArgumentOutOfRangeException(nameof(authorization), other, null),
        };

    public static string NotAuthorized(string name, string place) => $"\"{name}\" has not been authorized yet, or its client, secret or addresses have changed since. Authorize it under {place}.";
}
