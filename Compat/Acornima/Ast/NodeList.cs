using System.Collections;
using System.Runtime.InteropServices;

namespace Acornima.Ast;

/// <summary>An immutable list of nodes over an array. Where ESTree has holes (array elements), items are null.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct NodeList<T> : IReadOnlyList<T>
    where T : Node?
{
    private readonly T[]? _items;

    internal NodeList(T[] items)
    {
        _items = items;
    }

    public int Count => _items is null ? 0 : _items.Length;

    public T this[int index]
    {
        get
        {
            var items = _items;
            return items is not null ? items[index] : throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    public ReadOnlySpan<T> AsSpan() => _items;

    public Enumerator GetEnumerator() => new(_items);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    public struct Enumerator : IEnumerator<T>
    {
        private readonly T[]? _items;
        private int _index;

        internal Enumerator(T[]? items)
        {
            _items = items;
            _index = -1;
        }

        public readonly T Current => _items![_index];

        readonly object? IEnumerator.Current => Current;

        public bool MoveNext() => _items is not null && ++_index < _items.Length;

        public void Reset() => _index = -1;

        public readonly void Dispose()
        {
        }
    }
}

/// <summary>Makes node lists.</summary>
public static class NodeList
{
    /// <summary>A list of the given nodes. The array is copied, so that the list stays what it was.</summary>
    public static NodeList<T> From<T>(params T[] nodes)
        where T : Node?
    {
        ArgumentNullException.ThrowIfNull(nodes);
        return nodes.Length == 0 ? default : new NodeList<T>([.. nodes]);
    }
}
