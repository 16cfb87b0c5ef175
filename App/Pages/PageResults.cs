using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.Pages;

/// <summary>How pages show what requests answer; the one place that maps errors for them.</summary>
internal static class PageResults
{
    public static PageRequest ToPageRequest(this TableRequest request) =>
        new(request.PageIndex + 1, request.PageSize, request.Search.Length == 0 ? null : request.Search, request.SortKey, request.SortDescending);

    public static TablePage<T> ToTable<T>(this Result<Page<T>> result) => result.TryGet(out var page, out var error)
        ? new TablePage<T>(page.Items, page.Total, page.TotalIsAtLeast)
        : error.ToTable<T>();

    /// <summary>A list that cannot be shown.</summary>
    public static TablePage<T> ToTable<T>(this Error error) =>
        error is ForbiddenError ? TablePage<T>.NotAllowed(error.ToString()) : TablePage<T>.Failed(error.ToString());

    /// <summary>Each message at its field; the rest above the form.</summary>
    public static void Show(this FormErrors errors, Error error)
    {
        errors.Clear();
        foreach (var message in error.Messages)
        {
            errors.Add(message.Field, message.Message);
        }
    }
}
