namespace ConnectionsConsole.Domain.Shared;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Size">1 to <see cref="MaximumSize"/>.</param>
/// <param name="Search">Part of a name, compared without case; null or empty for all.</param>
/// <param name="Sort">A sort key of the query; unknown ones fall back to the query's own order.</param>
public sealed record PageRequest(int Number = 1, int Size = PageRequest.DefaultSize, string? Search = null, string? Sort = null, bool Descending = false)
{
    public const int DefaultSize = 25;
    public const int MaximumSize = 100;

    public int Take => Math.Clamp(Size, 1, MaximumSize);

    public int Skip => (Math.Max(Number, 1) - 1) * Take;
}

/// <summary>One page of a list.</summary>
/// <param name="Total">Rows in all; with <paramref name="TotalIsAtLeast"/> there are more ("10,000+"), since counting them would cost too much.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, bool TotalIsAtLeast = false)
{
    /// <summary>Counting stops here.</summary>
    public const int CountLimit = 10_000;

    public static Page<T> Empty { get; } = new([], 0);

    public Page<TOther> Select<TOther>(Func<T, TOther> map) => new([.. Items.Select(map)], Total, TotalIsAtLeast);
}
