using System.Security.Cryptography;
using System.Text;

namespace ConnectionsConsole.Infrastructure.Accounts;

/// <summary>
/// The one-time code that the first start prints on the console: without it nobody who merely reaches the address can claim the admin. Lives in this
/// process's memory only; a restart makes another.
/// </summary>
public sealed class SetupCode
{
    private const int MostFailures = 10;
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private readonly Lock _lock = new();
    private string? _code;
    private int _failures;

    /// <summary>Makes the code; call it when there is no user yet.</summary>
    public string Issue()
    {
        lock (_lock)
        {
            _failures = 0;
            return _code = $"{RandomNumberGenerator.GetString(Letters, 4)}-{RandomNumberGenerator.GetString(Letters, 4)}-{RandomNumberGenerator.GetString(Letters, 4)}";
        }
    }

    /// <summary>Whether the code is right. After ten wrong ones it is void, and a restart prints another.</summary>
    public bool Check(string? code)
    {
        lock (_lock)
        {
            if (_code is null)
            {
                return false;
            }

            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_code), Encoding.UTF8.GetBytes(code?.Trim().ToUpperInvariant() ?? "")))
            {
                return true;
            }

            if (++_failures >= MostFailures)
            {
                _code = null;
            }

            return false;
        }
    }

    /// <summary>Voids the code once the admin is made.</summary>
    public void Use()
    {
        lock (_lock)
        {
            _code = null;
        }
    }
}
