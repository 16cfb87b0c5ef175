using System.Runtime.CompilerServices;
using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>Nodes of the lists that are being read, one list on top of the other, so that each list is allocated once, in its final size.</summary>
internal sealed class NodeStack
{
    private Node?[] _items = new Node?[64];

    public int Count { get; private set; }

    public void Push(Node? node)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = node;
    }

    public Node? this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    /// <summary>Takes the nodes from the mark on off the stack. The caller pushed nothing but nodes of the type.</summary>
    public NodeList<T> Take<T>(int mark)
        where T : Node?
    {
        var count = Count - mark;
        if (count == 0)
        {
            return default;
        }

        var items = new T[count];
        for (var index = 0; index < count; index++)
        {
            items[index] = Unsafe.As<Node?, T>(ref _items[mark + index]);
        }

        Drop(mark);
        return new NodeList<T>(items);
    }

    public void Drop(int mark)
    {
        Array.Clear(_items, mark, Count - mark);
        Count = mark;
    }

    public void Clear() => Drop(0);
}
