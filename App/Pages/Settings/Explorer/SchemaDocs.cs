using System.Text.Json;

namespace ConnectionsConsole.App.Pages.Settings.Explorer;

/// <summary>The API's schema as introspection tells it, for reading.</summary>
public sealed class SchemaDocs
{
    private readonly Dictionary<string, DocType> _types;

    private SchemaDocs(IntrospectionSchema schema)
    {
        Types = [.. schema.Types.Where(t => !t.Name!.StartsWith("__", StringComparison.Ordinal)).OrderBy(t => t.Name, StringComparer.Ordinal)];
        _types = schema.Types.ToDictionary(t => t.Name!, StringComparer.Ordinal);
        Roots = [.. new[] { schema.QueryType?.Name, schema.MutationType?.Name, schema.SubscriptionType?.Name }.OfType<string>()];
    }

    /// <summary>Without the introspection's own types.</summary>
    public IReadOnlyList<DocType> Types { get; }

    /// <summary>Where documents begin: Query, Mutation.</summary>
    public IReadOnlyList<string> Roots { get; }

    /// <param name="data">The introspection query's <c>data</c>.</param>
    public static SchemaDocs Read(JsonElement data) => new(data.GetProperty("__schema").Deserialize<IntrospectionSchema>(JsonSerializerOptions.Web)!);

    public DocType? Find(string? name) => name is null ? null : _types.GetValueOrDefault(name);

    /// <summary>Types and fields whose name holds the text, fields as "Type.field"; what begins with it first.</summary>
    public IReadOnlyList<(string Type, string? Field)> Search(string text, int most)
    {
        var hits = Types.Where(t => Matches(t.Name!, text)).Select(t => (t.Name!, (string?)null))
            .Concat(Types.SelectMany(t => (t.Fields ?? []).Where(f => Matches(f.Name, text)).Select(f => (t.Name!, (string?)f.Name))));
        return [.. hits.OrderByDescending(h => (h.Item2 ?? h.Item1).StartsWith(text, StringComparison.OrdinalIgnoreCase)).Take(most)];
    }

    private static bool Matches(string name, string text) => name.Contains(text, StringComparison.OrdinalIgnoreCase);

    private sealed record IntrospectionSchema(DocTypeRef? QueryType, DocTypeRef? MutationType, DocTypeRef? SubscriptionType, IReadOnlyList<DocType> Types);
}

public sealed record DocType(
    string Kind, string? Name, string? Description, IReadOnlyList<DocField>? Fields, IReadOnlyList<DocInput>? InputFields,
    IReadOnlyList<DocTypeRef>? Interfaces, IReadOnlyList<DocTypeRef>? PossibleTypes, IReadOnlyList<DocEnumValue>? EnumValues)
{
    /// <summary>"input object".</summary>
    public string KindWords => Kind.ToLowerInvariant().Replace('_', ' ');
}

public sealed record DocField(string Name, string? Description, bool IsDeprecated, string? DeprecationReason, IReadOnlyList<DocInput> Args, DocTypeRef Type);

public sealed record DocInput(string Name, string? Description, DocTypeRef Type, string? DefaultValue);

public sealed record DocEnumValue(string Name, string? Description, bool IsDeprecated, string? DeprecationReason);

/// <summary>A type as a field has it: the named one within lists and "not null".</summary>
public sealed record DocTypeRef(string? Kind, string? Name, DocTypeRef? OfType)
{
    public string NamedType => OfType?.NamedType ?? Name ?? "";

    /// <summary>What stands before and behind the name: "[" and "!]!".</summary>
    public (string Before, string After) Wrapping => Kind switch
    {
        "NON_NULL" => (OfType!.Wrapping.Before, OfType.Wrapping.After + "!"),
        "LIST" => ("[" + OfType!.Wrapping.Before, OfType.Wrapping.After + "]"),
        _ => ("", ""),
    };
}
