namespace ConnectionsConsole.App.Hosting;

/// <summary>Names of the rate limits.</summary>
internal static class RateLimits
{
    /// <summary>Sign-in and set-up: per address, so that passwords and codes cannot be tried by the thousand.</summary>
    public const string Account = "account";

    /// <summary>The API: per token, so that one program cannot take the console from the others.</summary>
    public const string Api = "api";
}
