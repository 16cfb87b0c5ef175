using System.Security.Cryptography;

namespace ConnectionsConsole.Infrastructure.Accounts;

/// <summary>Passwords that the console makes for people: shown once, long enough that nobody guesses one, without letters that look alike.</summary>
public static class OneTimePassword
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int Length = 20;

    public static string Generate() => RandomNumberGenerator.GetString(Letters, Length);
}
