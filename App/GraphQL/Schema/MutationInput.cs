using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>A field of a mutation's input is wrong in a way that no command would notice.</summary>
internal sealed class InputException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;
}

/// <summary>The <c>input</c> of a mutation.</summary>
internal sealed class MutationInput(IReadOnlyDictionary<string, object?> fields)
{
    private const int MostInputs = 100;

    public string? ClientMutationId => Text("clientMutationId");

    /// <summary>Null where it was left out or is null.</summary>
    public string? Text(string field) => fields.GetValueOrDefault(field) as string;

    public bool? Flag(string field) => fields.GetValueOrDefault(field) as bool?;

    public bool Has(string field) => fields.GetValueOrDefault(field) is not null;

    /// <exception cref="InputException">It is missing, or no id of the type.</exception>
    public Guid Id(string field, string type) => OptionalId(field, type) ?? throw new InputException(field, $"Give the id of a {type}.");

    /// <exception cref="InputException">It is no id of the type.</exception>
    public Guid? OptionalId(string field, string type)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        return GlobalId.Read(text, type, out var id) is { } wrong ? throw new InputException(field, wrong) : id;
    }

    /// <summary>Refuses what the schema takes for compatibility alone, rather than losing it silently.</summary>
    /// <exception cref="InputException">The list has entries.</exception>
    public void RefuseEntries(string field, string message)
    {
        if (fields.GetValueOrDefault(field) is List<object?> { Count: > 0 })
        {
            throw new InputException(field, message);
        }
    }

    /// <summary>The <c>inputs</c>: values by the inputs' keys.</summary>
    /// <exception cref="InputException">There are too many, one is given twice, or is of another type than <c>value</c>.</exception>
    public IReadOnlyList<SubmittedExpression> Expressions()
    {
        var expressions = new List<SubmittedExpression>();
        foreach (var item in (fields.GetValueOrDefault("inputs") as List<object?> ?? []).OfType<IReadOnlyDictionary<string, object?>>())
        {
            var name = (string)item["name"]!;
            if (expressions.Count == MostInputs)
            {
                throw new InputException("inputs", $"At most {MostInputs} inputs can be given.");
            }

            if (expressions.Exists(e => e.Name == name))
            {
                throw new InputException("inputs", $"The input \"{Shorten(name)}\" is given more than once.");
            }

            if (item.GetValueOrDefault("type") is string type && !type.Equals("value", StringComparison.OrdinalIgnoreCase))
            {
                throw new InputException("inputs", $"The input \"{Shorten(name)}\" is of the type \"{Shorten(type)}\": only values can be given.");
            }

            expressions.Add(new SubmittedExpression(name, item.GetValueOrDefault("value") as string, item.GetValueOrDefault("meta") as string));
        }

        return expressions;
    }

    public IReadOnlyList<SubmittedValue> Values() => [.. Expressions().Select(e => new SubmittedValue(e.Name, e.Value))];

    public static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}

/// <param name="Meta">JSON text; null for none.</param>
internal sealed record SubmittedExpression(string Name, string? Value, string? Meta);

/// <summary>Reads ids out of a query's arguments.</summary>
internal static class IdArguments
{
    /// <exception cref="FieldException">It is no id of the type.</exception>
    public static Guid? Id(this FieldContext context, string argument, string type)
    {
        if (context.Argument<string>(argument) is not { } text)
        {
            return null;
        }

        return GlobalId.Read(text, type, out var id) is { } wrong ? throw new FieldException($"\"{argument}\": {wrong}", Engine.ErrorCodes.BadVariables) : id;
    }

    /// <summary>The argument as a list of one id, for queries that take many.</summary>
    public static IReadOnlyList<Guid>? OneId(this FieldContext context, string argument, string type) => context.Id(argument, type) is { } id ? [id] : null;

    /// <summary>A list of ids; null where it was not given.</summary>
    public static IReadOnlyList<Guid>? Ids(this FieldContext context, string argument, string type) =>
        context.Argument<List<object?>>(argument)?.OfType<string>()
            .Select(text => GlobalId.Read(text, type, out var id) is { } wrong ? throw new FieldException($"\"{argument}\": {wrong}", Engine.ErrorCodes.BadVariables) : id).ToList();
}
