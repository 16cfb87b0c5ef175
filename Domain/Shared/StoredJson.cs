using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectionsConsole.Domain.Shared;

/// <summary>How values are written as JSON into columns: one setting, so that what one part stores another reads.</summary>
public static class StoredJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
