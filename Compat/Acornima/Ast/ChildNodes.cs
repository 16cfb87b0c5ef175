using System.Runtime.InteropServices;

namespace Acornima.Ast;

/// <summary>The children of a node that are not null, in source order. Enumerating allocates nothing.</summary>
public readonly struct ChildNodes
{
    private readonly Node? _parent;

    internal ChildNodes(Node parent)
    {
        _parent = parent;
    }

    public bool IsEmpty()
    {
        using var enumerator = GetEnumerator();
        return !enumerator.MoveNext();
    }

    public Enumerator GetEnumerator() => new(_parent);

    [StructLayout(LayoutKind.Auto)]
    public struct Enumerator : IDisposable
    {
        private readonly Node? _parent;
        private readonly IEnumerator<Node>? _extension;
        private readonly int _slots;
        private int _next;
        private Node? _current;

        internal Enumerator(Node? parent)
        {
            _parent = parent;
            _slots = parent is null ? 0 : parent.ChildSlotCount;
            if (_slots < 0)
            {
                _extension = parent!.GetChildNodes();
            }
        }

        public readonly Node Current => _current!;

        public bool MoveNext()
        {
            while (_next < _slots)
            {
                if (_parent!.ChildAt(_next++) is { } child)
                {
                    _current = child;
                    return true;
                }
            }

            if (_extension is not null)
            {
                while (_extension.MoveNext())
                {
                    if (_extension.Current is { } child)
                    {
                        _current = child;
                        return true;
                    }
                }
            }

            return false;
        }

        public readonly void Dispose() => _extension?.Dispose();
    }
}
