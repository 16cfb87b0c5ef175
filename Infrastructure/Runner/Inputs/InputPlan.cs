using System.Buffers;
using System.Text;
using System.Text.Json;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Infrastructure.Runner.Inputs;

/// <summary>A step's input after everything was read that does not change from run to run.</summary>
internal abstract class InputSource
{
    /// <summary>The value, if no run changes it.</summary>
    public virtual StepValue? Constant => null;

    /// <param name="results">Outputs of the finished steps by reference name.</param>
    /// <param name="where">Step and input, for messages.</param>
    /// <exception cref="StepFailedException">What the input refers to does not exist.</exception>
    public abstract StepValue Evaluate(IReadOnlyDictionary<string, StepValue> results, string where);

    protected static StepFailedException Missing(string where, string problem) => new(FailureCategory.Configuration, $"{where}: {problem}");
}

/// <summary>A literal, a default, or the value of a config variable.</summary>
internal sealed class ConstantSource(StepValue value) : InputSource
{
    public override StepValue Constant => value;

    public override StepValue Evaluate(IReadOnlyDictionary<string, StepValue> results, string where) => value;
}

/// <summary>Something that cannot be evaluated, as is known beforehand; the step fails when it is reached.</summary>
internal sealed class BrokenSource(string problem) : InputSource
{
    public override StepValue Evaluate(IReadOnlyDictionary<string, StepValue> results, string where) => throw Missing(where, problem);
}

internal sealed class ReferenceSource(ReferencePath path) : InputSource
{
    public ReferencePath Path { get; } = path;

    public override StepValue Evaluate(IReadOnlyDictionary<string, StepValue> results, string where) =>
        ReferenceReader.TryRead(Path, results, out var value, out var problem) ? value : throw Missing(where, problem);
}

/// <summary>Text with holes; what fills them is turned into text.</summary>
internal sealed class TemplateSource(IReadOnlyList<InputSource> parts) : InputSource
{
    public override StepValue Evaluate(IReadOnlyDictionary<string, StepValue> results, string where)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(StepInputs.ToText(part.Evaluate(results, where)));
        }

        return StepValue.FromText(text.ToString());
    }
}

/// <summary>A list for an input that takes any data; with names it is a list of key and value.</summary>
internal sealed class ListSource(IReadOnlyList<(string? Key, InputSource Value)> items) : InputSource
{
    public IReadOnlyList<(string? Key, InputSource Value)> Items { get; } = items;

    public override StepValue Evaluate(IReadOnlyDictionary<string, StepValue> results, string where)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var (key, value) in Items)
            {
                if (key is not null)
                {
                    writer.WriteStartObject();
                    writer.WriteString("key", key);
                    writer.WritePropertyName("value");
                }

                WriteItem(writer, value.Evaluate(results, where), where);
                if (key is not null)
                {
                    writer.WriteEndObject();
                }
            }

            writer.WriteEndArray();
        }

        return new JsonStepValue(buffer.WrittenMemory);
    }

    private static void WriteItem(Utf8JsonWriter writer, StepValue value, string where)
    {
        if (value is not JsonStepValue json)
        {
            throw Missing(where, "a list cannot hold binary data");
        }

        writer.WriteRawValue(json.Utf8.Span, skipInputValidation: true);
    }
}
