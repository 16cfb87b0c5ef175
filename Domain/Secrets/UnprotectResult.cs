using System.Diagnostics.CodeAnalysis;

namespace ConnectionsConsole.Domain.Secrets;

/// <summary>Why a ciphertext could not be decrypted: for the log and for what support staff are told, never a reason to stop.</summary>
public enum UnprotectStatus
{
    /// <summary>The bytes are not a ciphertext of this product. Also the state of a result that nobody filled.</summary>
    Malformed = 0,

    /// <summary>Decrypted and authentic.</summary>
    Ok,

    /// <summary>The ciphertext names a data key that this organization does not have.</summary>
    UnknownKey,

    /// <summary>The data key is there, but no configured master key unwraps it.</summary>
    LockedKey,

    /// <summary>The key fits, the contents do not: bytes were altered, or the value was moved from another row or field.</summary>
    NotAuthentic,
}

/// <summary>What came of decrypting one value. A value that cannot be decrypted is a result, not an exception: it is shown as such where it stands.</summary>
public readonly struct UnprotectResult
{
    private readonly byte[]? _plaintext;

    private UnprotectResult(UnprotectStatus status, byte[]? plaintext)
    {
        Status = status;
        _plaintext = plaintext;
    }

    public UnprotectStatus Status { get; }

    public bool IsOk => Status == UnprotectStatus.Ok;

    public bool IsUndecryptable => Status != UnprotectStatus.Ok;

    /// <summary>The decrypted bytes, owned by the caller, who zeroes them when they are no longer needed.</summary>
    /// <exception cref="InvalidOperationException">The value is undecryptable.</exception>
    public byte[] Plaintext => _plaintext ?? throw new InvalidOperationException($"The value could not be decrypted ({Status}).");

    public static UnprotectResult Ok(byte[] plaintext) => new(UnprotectStatus.Ok, plaintext);

    public static UnprotectResult Undecryptable(UnprotectStatus status) =>
        status == UnprotectStatus.Ok ? throw new ArgumentOutOfRangeException(nameof(status)) : new(status, null);

    public bool TryGetPlaintext([NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = _plaintext;
        return plaintext is not null;
    }
}
