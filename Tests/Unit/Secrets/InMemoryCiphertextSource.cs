using System.Globalization;
using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Tests.Unit.Secrets;

/// <summary>A table of ciphertexts.</summary>
internal sealed class InMemoryCiphertextSource : ICiphertextSource
{
    private readonly Lock _lock = new();
    private readonly SortedList<int, (SecretContext Context, byte[] Ciphertext)> _rows = [];

    public string Name => "rows of the test";

    /// <summary>Called before each replacement of a batch; where a test changes rows meanwhile, or kills the rotation.</summary>
    public Action BeforeReplace { get; set; } = () => { };

    public int Replaced { get; private set; }

    public IReadOnlyList<(SecretContext Context, byte[] Ciphertext)> Rows
    {
        get
        {
            lock (_lock)
            {
                return [.. _rows.Values];
            }
        }
    }

    public void Set(int id, SecretContext context, byte[] ciphertext)
    {
        lock (_lock)
        {
            _rows[id] = (context, ciphertext);
        }
    }

    public ValueTask<IReadOnlyList<StoredCiphertext>> ReadPageAsync(
        Guid organizationId, Guid currentKeyId, string? after, int limit, CancellationToken cancellationToken)
    {
        var last = after is null ? int.MinValue : int.Parse(after, CultureInfo.InvariantCulture);
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<StoredCiphertext>>([.. _rows
                .Where(row => row.Key > last && row.Value.Context.OrganizationId == organizationId)
                .Take(limit)
                .Select(row => new StoredCiphertext(row.Value.Context, row.Value.Ciphertext, row.Key.ToString(CultureInfo.InvariantCulture)))]);
        }
    }

    public ValueTask<int> ReplaceAsync(IReadOnlyList<CiphertextReplacement> replacements, CancellationToken cancellationToken)
    {
        BeforeReplace();
        var replaced = 0;
        lock (_lock)
        {
            foreach (var replacement in replacements)
            {
                var id = int.Parse(replacement.Stored.Position, CultureInfo.InvariantCulture);
                if (_rows[id].Ciphertext.AsSpan().SequenceEqual(replacement.Stored.Ciphertext))
                {
                    _rows[id] = (replacement.Stored.Context, replacement.Ciphertext);
                    replaced++;
                }
            }

            Replaced += replaced;
        }

        return ValueTask.FromResult(replaced);
    }
}
