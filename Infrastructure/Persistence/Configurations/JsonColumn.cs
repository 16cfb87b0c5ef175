using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConnectionsConsole.Infrastructure.Persistence.Configurations;

internal static class JsonColumn
{
    /// <summary>
    /// Stores an immutable value as JSON text: the same in all three databases, which have no JSON type in common. Since such values are replaced and
    /// never changed in place, the reference is compared, and a loaded row is not serialized again to look for changes.
    /// </summary>
    public static PropertyBuilder<T> IsJson<T>(this PropertyBuilder<T> property, JsonSerializerOptions options)
        where T : class
    {
        property.HasConversion(
            value => JsonSerializer.Serialize(value, options),
            text => JsonSerializer.Deserialize<T>(text, options)!,
            new ValueComparer<T>((a, b) => ReferenceEquals(a, b), value => value.GetHashCode(), value => value));
        return property;
    }
}
