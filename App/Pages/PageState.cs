using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.Pages;

/// <summary>What a detail page has got of its thing: nothing yet, the thing, or why not.</summary>
internal sealed record PageState<T>(T? Value, Error? Error)
    where T : class
{
    public static PageState<T> Loading { get; } = new(null, null);

    public bool IsLoading => Value is null && Error is null;

    public static PageState<T> From(Result<T> result) => result.TryGet(out var value, out var error) ? new(value, null) : new(null, error);
}
