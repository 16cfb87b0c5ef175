namespace Acornima.Parsing;

/// <summary>
/// The words of one source text, each kept once, so that equal names are the same string and reserved words are known without comparing.
/// Hash codes are randomized for each process: a text made of colliding names costs no more than another.
/// </summary>
internal sealed class NameTable
{
    private const int InitialSize = 256;

    private static readonly NameTable s_reserved = CreateReserved();

    private Entry[] _entries;
    private int[] _buckets;
    private int _count;

    /// <summary>A table that knows the reserved words.</summary>
    public NameTable()
    {
        _entries = (Entry[])s_reserved._entries.Clone();
        _buckets = (int[])s_reserved._buckets.Clone();
        _count = s_reserved._count;
    }

    private NameTable(int size)
    {
        _entries = new Entry[size];
        _buckets = new int[size];
    }

    /// <summary>Forgets everything but the reserved words.</summary>
    public void Reset()
    {
        if (_count == s_reserved._count)
        {
            return;
        }

        _entries = (Entry[])s_reserved._entries.Clone();
        _buckets = (int[])s_reserved._buckets.Clone();
        _count = s_reserved._count;
    }

    public ref readonly Entry Get(ReadOnlySpan<char> name)
    {
        var hash = string.GetHashCode(name);
        for (var index = _buckets[hash & (_buckets.Length - 1)] - 1; index >= 0; index = _entries[index].Next)
        {
            ref readonly var entry = ref _entries[index];
            if (entry.Hash == hash && name.SequenceEqual(entry.Text))
            {
                return ref entry;
            }
        }

        return ref Add(name.ToString(), hash, TokenType.Name, NameKind.None);
    }

    private ref Entry Add(string text, int hash, TokenType type, NameKind kind)
    {
        if (_count == _entries.Length)
        {
            Grow();
        }

        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        ref var entry = ref _entries[_count];
        entry = new Entry(text, hash, bucket - 1, type, kind);
        bucket = ++_count;
        return ref entry;
    }

    private void Grow()
    {
        var size = _entries.Length * 2;
        Array.Resize(ref _entries, size);
        _buckets = new int[size];
        for (var index = 0; index < _count; index++)
        {
            ref var entry = ref _entries[index];
            ref var bucket = ref _buckets[entry.Hash & (size - 1)];
            entry.Next = bucket - 1;
            bucket = index + 1;
        }
    }

    private static NameTable CreateReserved()
    {
        var table = new NameTable(InitialSize);
        foreach (var (word, type) in ReservedWords.Keywords)
        {
            table.Add(string.Intern(word), string.GetHashCode(word.AsSpan()), type, NameKind.None);
        }

        foreach (var (word, kind) in ReservedWords.Contextual)
        {
            table.Add(string.Intern(word), string.GetHashCode(word.AsSpan()), TokenType.Name, kind);
        }

        return table;
    }

    internal struct Entry(string text, int hash, int next, TokenType type, NameKind kind)
    {
        public readonly string Text = text;
        public readonly int Hash = hash;
        public int Next = next;
        public readonly TokenType Type = type;
        public readonly NameKind Kind = kind;
    }
}
