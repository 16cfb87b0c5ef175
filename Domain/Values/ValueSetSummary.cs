namespace ConnectionsConsole.Domain.Values;

/// <summary>When a version of values was saved, and by whom.</summary>
public sealed record ValueSetSummary(DateTime SetAt, string SetBy)
{
    /// <param name="values">Null where the version is gone.</param>
    public static ValueSetSummary Of(ValueSet? values) => new(values?.CreatedAt ?? default, values?.CreatedBy ?? "");
}
