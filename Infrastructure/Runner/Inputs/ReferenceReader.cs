using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Infrastructure.Runner.Inputs;

/// <summary>Follows references into the outputs of finished steps.</summary>
internal static class ReferenceReader
{
    /// <summary>What stands between a step's name and its output in every reference.</summary>
    public const string Results = "results";

    private const string BinaryData = "data", BinaryContentType = "contentType";

    /// <summary>The value at the path; false with words that say what is missing and what is nearest.</summary>
    public static bool TryRead(
        ReferencePath path, IReadOnlyDictionary<string, StepValue> results, [NotNullWhen(true)] out StepValue? value, [NotNullWhen(false)] out string? problem)
    {
        value = null;
        if (!results.TryGetValue(path.StepName, out var output))
        {
            var nearest = NearestName.Find(path.StepName, results.Keys);
            problem = nearest is null
                ? $"{path.Text} does not exist: no step \"{path.StepName}\" has run before this one"
                : $"{path.Text} does not exist; the nearest is {nearest}.{Results}";
            return false;
        }

        if (path.Segments.Count == 0 || path.Segments[0].Name != Results)
        {
            problem = $"{path.Text} does not exist; the nearest is {path.StepName}.{Results}";
            return false;
        }

        return output is BinaryStepValue binary
            ? TryReadBinary(path, binary, out value, out problem)
            : TryReadJson(path, (JsonStepValue)output, out value, out problem);
    }

    private static bool TryReadBinary(ReferencePath path, BinaryStepValue binary, out StepValue? value, [NotNullWhen(false)] out string? problem)
    {
        value = path.Segments.Count switch
        {
            1 => binary,
            2 when path.Segments[1].Name == BinaryData => binary,
            2 when path.Segments[1].Name == BinaryContentType => StepValue.FromText(binary.ContentType),
            _ => null,
        };
        problem = value is null ? $"{path.Text} does not exist: the result is binary; reference it whole as {path.StepName}.{Results}" : null;
        return value is not null;
    }

    private static bool TryReadJson(ReferencePath path, JsonStepValue output, out StepValue? value, [NotNullWhen(false)] out string? problem)
    {
        if (path.Segments.Count == 1)
        {
            value = output;
            problem = null;
            return true;
        }

        var element = output.Element;
        for (var i = 1; i < path.Segments.Count; i++)
        {
            if (!TryStep(element, path.Segments[i], out var next))
            {
                value = null;
                problem = Describe(path, i, element);
                return false;
            }

            element = next;
        }

        value = new JsonStepValue(JsonMarshal.GetRawUtf8Value(element).ToArray());
        problem = null;
        return true;
    }

    private static bool TryStep(JsonElement element, PathSegment segment, out JsonElement next)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return element.TryGetProperty(segment.Name, out next);
            case JsonValueKind.Array when segment.IsIndex && segment.Index < element.GetArrayLength():
                next = element[segment.Index];
                return true;
            default:
                next = default;
                return false;
        }
    }

    /// <summary>Says what is wrong at the segment that does not exist, and which existing path comes nearest.</summary>
    private static string Describe(ReferencePath path, int failedAt, JsonElement parent)
    {
        var parentPath = path.Prefix(failedAt);
        var segment = path.Segments[failedAt];
        switch (parent.ValueKind)
        {
            case JsonValueKind.Object:
                var nearest = NearestName.Find(segment.Name, parent.EnumerateObject().Select(p => p.Name));
                return nearest is null
                    ? $"{path.Text} does not exist; the nearest is {parentPath}, which has {ListNames(parent)}"
                    : $"{path.Text} does not exist; the nearest is {Extend(path, failedAt, nearest, parent)}";
            case JsonValueKind.Array:
                var length = parent.GetArrayLength();
                return length == 0
                    ? $"{path.Text} does not exist; the nearest is {parentPath}, an empty list"
                    : string.Create(CultureInfo.InvariantCulture, $"{path.Text} does not exist; the nearest is {parentPath}[{length - 1}], the last of {length}");
            case JsonValueKind.Null:
                return $"{path.Text} does not exist: {parentPath} is null";
            default:
                return $"{path.Text} does not exist; the nearest is {parentPath}, which is {Kind(parent)}";
        }
    }

    /// <summary>The path with the nearest name in place of the wrong one, as far as it then exists.</summary>
    private static string Extend(ReferencePath path, int failedAt, string nearest, JsonElement parent)
    {
        List<PathSegment> segments = [.. path.Segments.Take(failedAt), new PathSegment(nearest, -1)];
        var element = parent.GetProperty(nearest);
        for (var i = failedAt + 1; i < path.Segments.Count && TryStep(element, path.Segments[i], out var next); i++)
        {
            segments.Add(path.Segments[i]);
            element = next;
        }

        return ReferencePath.Format(path.StepName, segments);
    }

    private static string ListNames(JsonElement element)
    {
        const int most = 8;
        var names = element.EnumerateObject().Select(p => p.Name).Take(most + 1).ToList();
        return names.Count switch
        {
            0 => "nothing in it",
            > most => string.Join(", ", names.Take(most)) + " and more",
            _ => string.Join(", ", names),
        };
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };
}
