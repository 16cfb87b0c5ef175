using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Connections.Testing;

/// <summary>Why a test is not begun, in the user's words.</summary>
public static class ProbeErrors
{
    public static ConflictError TestedPerCustomer { get; } = new(
        "A connection of the customer kind has no values of its own to test. Test a customer's values, or the test connection.");

    public static InvalidError NoAllowedHosts { get; } = new(
        ProbeInputs.Url,
        "The connection names no allowed hosts, so it would be sent to whatever address stands here. Ask an admin to name its allowed hosts, or to run this test.");

    public static ConflictError Undecryptable(string label) => new(
        $"The value of \"{label}\" cannot be decrypted with the keys that this console has. Enter it again, or restore the key that it was saved under.");

    public static ConflictError NoTypeFor(string method) => new($"No connection type takes credentials of the method \"{method}\", so there is nothing to test.");

    public static ConflictError TooMany(TimeSpan wait) => new(
        $"You have run {ProbeLimit.MostTests} tests within a minute. Wait {Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))} seconds, then test again.");
}
