namespace Acornima.Parsing;

/// <summary>Characters of a token whose value is not a stretch of the source; one array serves all tokens.</summary>
internal struct CharBuffer
{
    private char[]? _items;
    private int _count;

    public readonly ReadOnlySpan<char> Span => _items.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Append(char character)
    {
        if (_items is null || _count == _items.Length)
        {
            Grow(1);
        }

        _items![_count++] = character;
    }

    public void Append(ReadOnlySpan<char> characters)
    {
        if (_items is null || _count + characters.Length > _items.Length)
        {
            Grow(characters.Length);
        }

        characters.CopyTo(_items.AsSpan(_count));
        _count += characters.Length;
    }

    public void AppendCodePoint(int codePoint)
    {
        if (codePoint <= char.MaxValue)
        {
            Append((char)codePoint);
            return;
        }

        Append((char)(0xD800 + ((codePoint - 0x10000) >> 10)));
        Append((char)(0xDC00 + ((codePoint - 0x10000) & 0x3FF)));
    }

    private void Grow(int more) => Array.Resize(ref _items, Math.Max(64, Math.Max(_count + more, _count * 2)));
}
