using System.Security.Cryptography;

namespace ConnectionsConsole.App.Components;

/// <summary>A short code that ties what a person sees to the line in the log, so that the details need not be on the page.</summary>
public static class FailureReference
{
    public static string New() => RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 8);
}
