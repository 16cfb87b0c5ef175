using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Secrets.Keys;
using ConnectionsConsole.Infrastructure.Secrets.Rotation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Accounts.DataProtection;

/// <summary>
/// The keys of cookies and antiforgery tokens, when the master key changes: each has a random key of its own, and only that is wrapped again. Otherwise everybody
/// would be signed out as soon as the earlier master key is taken away.
/// </summary>
internal sealed partial class DataProtectionRewrapping(ConsoleDbFactory databases, MasterKeyRing masterKeys, ILogger<DataProtectionRewrapping> logger) : IMasterKeyDependent
{
    public async ValueTask<IReadOnlyList<string>> ListMasterKeyIdsAsync(CancellationToken cancellationToken) =>
        [.. (await LoadAsync(cancellationToken)).SelectMany(row => row.Wrapped).Select(wrapped => wrapped.Stored.MasterKeyId).Distinct(StringComparer.Ordinal)];

    public async ValueTask<MasterRotationResult> RewrapAsync(CancellationToken cancellationToken)
    {
        var (rewrapped, current) = (0, 0);
        foreach (var row in await LoadAsync(cancellationToken))
        {
            var master = masterKeys.Current;
            var changed = 0;
            foreach (var (element, stored) in row.Wrapped)
            {
                if (stored.MasterKeyId == master.Id)
                {
                    current++;
                }
                else if (masterKeys.TryUnwrap(stored.MasterKeyId, EncryptedXml.Context(stored.KeyId), stored.WrappedKey, out var key))
                {
                    using (key)
                    {
                        var again = stored with { MasterKeyId = master.Id, WrappedKey = master.Wrap(EncryptedXml.Context(stored.KeyId), key) };
                        element.ReplaceWith(again.ToElement());
                        changed++;
                    }
                }
                else
                {
                    // The console cannot read it any more, whatever is configured from now on without that key; nothing is lost by going on.
                    LogLocked(row.Key.FriendlyName, stored.MasterKeyId);
                }
            }

            rewrapped += changed > 0 && await ReplaceAsync(row, cancellationToken) ? changed : 0;
        }

        return new MasterRotationResult(rewrapped, current, Unreadable: 0);
    }

    private async Task<bool> ReplaceAsync(Row row, CancellationToken cancellationToken)
    {
        var (id, before, after) = (row.Key.Id, row.Key.Xml, row.Element.ToString(SaveOptions.DisableFormatting));
        await using var db = databases.CreateUnscoped();
        return await db.DataProtectionKeys.Where(k => k.Id == id && k.Xml == before)
            .ExecuteUpdateAsync(s => s.SetProperty(k => k.Xml, after), cancellationToken) == 1;
    }

    private async Task<List<Row>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        var rows = new List<Row>();
        foreach (var key in await db.DataProtectionKeys.AsNoTracking().OrderBy(k => k.Id).ToListAsync(cancellationToken))
        {
            try
            {
                var element = XElement.Parse(key.Xml);
                rows.Add(new Row(key, element, [.. element.Descendants(EncryptedXml.ElementName).Select(e => (e, EncryptedXml.Parse(e)))]));
            }
            catch (Exception exception) when (exception is XmlException or CryptographicException)
            {
                LogDamaged(exception, key.FriendlyName);
            }
        }

        return rows;
    }

    private sealed record Row(DataProtectionKey Key, XElement Element, List<(XElement Element, EncryptedXml Stored)> Wrapped);

    [LoggerMessage(LogLevel.Warning, "The data protection key {Name} stays wrapped by master key {MasterKeyId}, which is not configured: it cannot be read, and those who signed in by it sign in again.")]
    private partial void LogLocked(string name, string masterKeyId);

    [LoggerMessage(LogLevel.Warning, "The data protection key {Name} is damaged and was left as it is.")]
    private partial void LogDamaged(Exception exception, string name);
}
