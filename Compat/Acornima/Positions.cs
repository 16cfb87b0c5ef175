using System.Globalization;
using System.Runtime.InteropServices;

namespace Acornima;

/// <summary>A place in the source: line counted from 1, column in UTF-16 units counted from 0.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Position : IEquatable<Position>, IComparable<Position>
{
    public readonly int Line;
    public readonly int Column;

    internal Position(int line, int column)
    {
        Line = line;
        Column = column;
    }

    /// <summary>A checked position. <c>default</c>, line 0, stands for "unknown".</summary>
    public static Position From(int line, int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfNegative(line);
        return new Position(line, column);
    }

    public void Deconstruct(out int line, out int column) => (line, column) = (Line, Column);

    public int CompareTo(Position other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);

    public bool Equals(Position other) => Line == other.Line && Column == other.Column;

    public override bool Equals(object? obj) => obj is Position other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Line, Column);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line},{Column}");

    public static bool operator ==(Position left, Position right) => left.Equals(right);

    public static bool operator !=(Position left, Position right) => !left.Equals(right);

    public static bool operator <(Position left, Position right) => left.CompareTo(right) < 0;

    public static bool operator <=(Position left, Position right) => left.CompareTo(right) <= 0;

    public static bool operator >(Position left, Position right) => left.CompareTo(right) > 0;

    public static bool operator >=(Position left, Position right) => left.CompareTo(right) >= 0;
}

/// <summary>A stretch of the source in UTF-16 offsets; the end is not part of it.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Range : IEquatable<Range>
{
    public readonly int Start;
    public readonly int End;

    internal Range(int start, int end)
    {
        Start = start;
        End = end;
    }

    public static Range From(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        return new Range(start, end);
    }

    public int Length => End - Start;

    public void Deconstruct(out int start, out int end) => (start, end) = (Start, End);

    public bool Equals(Range other) => Start == other.Start && End == other.End;

    public override bool Equals(object? obj) => obj is Range other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Start, End);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Start}..{End})");

    public static bool operator ==(Range left, Range right) => left.Equals(right);

    public static bool operator !=(Range left, Range right) => !left.Equals(right);
}

/// <summary>A stretch of the source in lines and columns, with the name of the source if there is one.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct SourceLocation : IEquatable<SourceLocation>
{
    public readonly Position Start;
    public readonly Position End;
    public readonly string? SourceFile;

    internal SourceLocation(Position start, Position end, string? sourceFile)
    {
        Start = start;
        End = end;
        SourceFile = sourceFile;
    }

    public static SourceLocation From(Position start, Position end, string? sourceFile = null)
    {
        if (end < start)
        {
            throw new ArgumentOutOfRangeException(nameof(end), end, "A location cannot end before it starts.");
        }

        return new SourceLocation(start, end, sourceFile);
    }

    public SourceLocation WithPosition(Position start, Position end) => From(start, end, SourceFile);

    public SourceLocation WithSourceFile(string? sourceFile) => new(Start, End, sourceFile);

    public void Deconstruct(out Position start, out Position end) => (start, end) = (Start, End);

    public void Deconstruct(out Position start, out Position end, out string? sourceFile) => (start, end, sourceFile) = (Start, End, SourceFile);

    public bool Equals(SourceLocation other) =>
        Start == other.Start && End == other.End && string.Equals(SourceFile, other.SourceFile, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is SourceLocation other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Start, End, SourceFile);

    public override string ToString() => SourceFile is null ? $"[{Start}..{End})" : $"[{Start}..{End}): {SourceFile}";

    public static bool operator ==(in SourceLocation left, in SourceLocation right) => left.Equals(right);

    public static bool operator !=(in SourceLocation left, in SourceLocation right) => !left.Equals(right);
}
