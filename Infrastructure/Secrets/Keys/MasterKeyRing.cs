using System.Diagnostics.CodeAnalysis;
using ConnectionsConsole.Domain.Secrets;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Secrets.Keys;

/// <summary>The master keys of this process. Read again when a wrapped key names an unknown one, since another process may have rotated the key file.</summary>
internal sealed class MasterKeyRing(MasterKeySource source, ILogger<MasterKeyRing> logger)
{
    private volatile MasterKeySet _keys = source.Load(mayCreate: true);

    public MasterKey Current => _keys.Current;

    public bool Contains(string id) => _keys.ById.ContainsKey(id);

    public bool TryUnwrap(DataKey key, [NotNullWhen(true)] out KeyBytes? unwrapped) =>
        TryUnwrap(key.MasterKeyId, new(WrappedKeyKind.DataKey, key.OrganizationId, key.Id), key.WrappedKey, out unwrapped);

    public bool TryUnwrap(FingerprintKey key, [NotNullWhen(true)] out KeyBytes? unwrapped) =>
        TryUnwrap(key.MasterKeyId, new(WrappedKeyKind.FingerprintKey, key.OrganizationId, key.OrganizationId), key.WrappedKey, out unwrapped);

    public bool TryUnwrap(string masterKeyId, WrappedKeyContext context, byte[] wrapped, [NotNullWhen(true)] out KeyBytes? unwrapped)
    {
        if (!Contains(masterKeyId))
        {
            Reload();
        }

        unwrapped = null;
        return _keys.ById.TryGetValue(masterKeyId, out var master) && master.TryUnwrap(context, wrapped, out unwrapped);
    }

    /// <summary>Reads the keys again. Where that fails, the present ones stay: what they unwrap must go on working.</summary>
    public void Reload()
    {
        try
        {
            _keys = source.Load(mayCreate: false);
        }
        catch (MasterKeyException exception)
        {
            logger.LogError(exception, "The master keys could not be read again; those read before stay in use.");
        }
    }

    /// <summary>Makes a new current key where the console owns it; see <see cref="MasterKeySource.CanReplace"/>.</summary>
    public void Replace()
    {
        source.Replace(Current.Id);
        _keys = source.Load(mayCreate: false);
    }
}
