using System.Security.Cryptography;

namespace ConnectionsConsole.Infrastructure.Secrets.Keys;

/// <summary>The key that wraps, and all that unwrap (it is one of them).</summary>
internal sealed record MasterKeySet(MasterKey Current, IReadOnlyDictionary<string, MasterKey> ById);

/// <summary>
/// Where master keys come from: the configuration, or, for the embedded default alone, a key file in the data folder that is made
/// on first start. Without either there is no start.
/// </summary>
internal sealed class MasterKeySource
{
    private readonly SecretsOptions _options;
    private readonly MasterKeyFile? _file;

    /// <param name="embeddedKeyDirectory">The folder of the key file (<c>DIR/keys</c>); null when the database is not the embedded one.</param>
    public MasterKeySource(SecretsOptions options, string? embeddedKeyDirectory)
    {
        _options = options;
        var isConfigured = !string.IsNullOrWhiteSpace(options.MasterKey) || !string.IsNullOrWhiteSpace(options.MasterKeyFile);
        _file = isConfigured || embeddedKeyDirectory is null ? null : new MasterKeyFile(embeddedKeyDirectory);
    }

    /// <summary>Whether the console made the current key itself, and can make its successor.</summary>
    public bool CanReplace => _file is not null;

    /// <summary>The key file that the next start would make; null where it is there, or the key is configured.</summary>
    public string? MissingFile => _file is not null && !File.Exists(_file.CurrentPath) ? _file.CurrentPath : null;

    /// <param name="mayCreate">Whether a missing key file is made: at start only.</param>
    /// <exception cref="MasterKeyException">No key, or one that cannot be used.</exception>
    public MasterKeySet Load(bool mayCreate)
    {
        var current = LoadCurrent(mayCreate);
        var byId = new Dictionary<string, MasterKey>(StringComparer.Ordinal) { [current.Id] = current };
        foreach (var key in LoadPrevious())
        {
            byId.TryAdd(key.Id, key);
        }

        return new MasterKeySet(current, byId);
    }

    /// <summary>Makes a new current key; the earlier one goes on unwrapping.</summary>
    public void Replace(string expectedId) =>
        (_file ?? throw new InvalidOperationException("The master key is configured; only its owner can replace it.")).Replace(expectedId);

    /// <param name="where">Names the setting or file at the beginning of an error's sentence.</param>
    internal static MasterKey Parse(string text, string where)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes.Length + 3];
        if (!Convert.TryFromBase64String(text.Trim(), bytes, out var length) || length != KeyBytes.Length)
        {
            throw new MasterKeyException($"{where} is not a key: it must be 32 bytes in base64, as \"openssl rand -base64 32\" makes them.");
        }

        bytes = bytes[..length];
        if (bytes.IndexOfAnyExcept(bytes[0]) < 0)
        {
            throw new MasterKeyException($"{where} is one byte repeated, which protects nothing: make a random one with \"openssl rand -base64 32\".");
        }

        var key = new MasterKey(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    private MasterKey LoadCurrent(bool mayCreate)
    {
        if (_file is not null)
        {
            return _file.LoadCurrent(mayCreate);
        }

        var (inline, path) = (_options.MasterKey, _options.MasterKeyFile);
        return (string.IsNullOrWhiteSpace(inline), string.IsNullOrWhiteSpace(path)) switch
        {
            (false, true) => Parse(inline!, "Secrets:MasterKey"),
            (true, false) => Parse(ReadFile(path!, "Secrets:MasterKeyFile"), $"The file {path} that Secrets:MasterKeyFile names"),
            (false, false) => throw new MasterKeyException(
                "Secrets:MasterKey and Secrets:MasterKeyFile are both set: remove one, so that it is clear which key counts."),
            (true, true) => throw new MasterKeyException(
                "There is no master key: set Secrets:MasterKey (environment variable Secrets__MasterKey) to 32 bytes in base64, as \"openssl rand -base64 32\" makes them, or Secrets:MasterKeyFile to a file that holds them."),
        };
    }

    private IEnumerable<MasterKey> LoadPrevious()
    {
        var inline = _options.PreviousMasterKeys.Select((text, index) => Parse(text, $"Secrets:PreviousMasterKeys:{index}"));
        var files = _options.PreviousMasterKeyFiles.Select((path, index) => Parse(
            ReadFile(path, $"Secrets:PreviousMasterKeyFiles:{index}"), $"The file {path} that Secrets:PreviousMasterKeyFiles:{index} names"));
        return inline.Concat(files).Concat(_file?.LoadPrevious() ?? []);
    }

    private static string ReadFile(string path, string setting)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new MasterKeyException($"The file {path} that {setting} names cannot be read: {exception.Message}", exception);
        }
    }
}
