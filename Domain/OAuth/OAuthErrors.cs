using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.OAuth;

/// <summary>The refusals of OAuth 2.0, in the user's words.</summary>
public static class OAuthErrors
{
    public static NotFoundError UnknownState { get; } = new(
        "This answer belongs to no authorization that was begun here, or to one that is long over. Nothing was changed. Open the connection and press Authorize again.");

    public static ConflictError StateUsed { get; } = new(
        "This authorization was already finished once and cannot be finished again. Nothing was changed. Open the connection to see how it stands.");

    public static ConflictError StateExpired { get; } = new(
        "This authorization was begun more than ten minutes ago and has expired. Nothing was changed. Open the connection and press Authorize again.");

    public static ConflictError StateOfSomebodyElse { get; } = new(
        "This authorization was begun by somebody else, or before you signed in again. Nothing was changed. Open the connection and press Authorize again.");

    public static ConflictError NoCode { get; } = new(
        "The provider came back with neither an authorization code nor an error. Nothing was changed. Press Authorize again; if it goes on, ask the provider.");

    public static ConflictError WrongIssuer { get; } = new(
        "The answer names another provider than the one that is configured as issuer. Nothing was changed. Check the issuer of the connection; if it is right, somebody may be trying to mix up providers.");

    public static ConflictError SettingsChanged { get; } = new(
        "Client, secret or addresses of the connection were changed while you were at the provider. Nothing was saved. Press Authorize again.");

    public static ConflictError NotOAuth(string name) => new($"\"{name}\" is not authorized by OAuth 2.0.");

    public static ConflictError AuthorizedByCustomer(string name) =>
        new($"\"{name}\" is a connection of the customer kind: each customer's values are authorized on their own, under Customers > customer > Connections.");

    public static ConflictError NobodyToAsk(string name) =>
        new($"\"{name}\" gets its tokens with the client's own credentials: nobody has to consent. Press Refresh now to get one.");

    public static InvalidError MissingSetting(string field, string label) => new(field, $"\"{label}\" is required to authorize.");

    public static InvalidError NoAddress(string field, string label) =>
        new(field, $"\"{label}\" is no address that can be used: give one that begins with https://, without user name and without \"#\".");

    public static InvalidError NoClientAuthentication(string field, string label) => new(field, $"\"{label}\" is either header or body.");

    public static InvalidError NoParameter(string field, string label) => new(field, $"\"{label}\" takes one name=value in each line.");

    public static InvalidError ReservedParameter(string field, string name) =>
        new(field, $"The parameter \"{name}\" is set by the console itself. Remove it from the further parameters.");

    public static ConflictError SecretWouldLeave(string secret, string address) => new(
        $"\"{secret}\" is a global input, and \"{address}\" is not: whoever enters the address could have the secret sent to a place of their own. Make the address a global input too, or name its host among the connection's allowed hosts.");

    public static ConflictError Undecryptable(string label) =>
        new($"The value of \"{label}\" cannot be decrypted with the keys that this console has. Enter it again, or restore the key that it was saved under.");

    /// <param name="what">From the provider; already shortened and freed of secrets.</param>
    public static ConflictError Refused(string what) => new($"The provider refused: {what}");
}
