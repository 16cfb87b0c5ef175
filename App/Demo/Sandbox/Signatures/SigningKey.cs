using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ConnectionsConsole.App.Demo.Sandbox.Signatures;

/// <summary>The part of a credential after the access key: a day (yyyyMMdd), region, service and the fixed last word.</summary>
internal sealed record CredentialScope(string Date, string Region, string Service, string Terminator)
{
    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";
}

/// <summary>The key that signs requests of one day, region and service, derived from the secret access key as Signature Version 4 says.</summary>
internal sealed class SigningKey
{
    public const string TimestampFormat = "yyyyMMdd'T'HHmmss'Z'";

    private readonly byte[] _key;

    public SigningKey(string secretAccessKey, CredentialScope scope)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secretAccessKey);
        foreach (var part in (string[])[scope.Date, scope.Region, scope.Service, scope.Terminator])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        _key = key;
    }

    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture);

    public string Sign(string stringToSign) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(stringToSign)));

    /// <summary>Compares without telling by its duration how much of the signature was right.</summary>
    public bool Matches(string stringToSign, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(stringToSign)), Encoding.UTF8.GetBytes(signature));
}
