using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Execution;

/// <summary>CoerceArgumentValues() of §6.4.1.</summary>
internal static class ArgumentCoercion
{
    private static readonly Dictionary<string, object?> s_none = [];

    /// <exception cref="FieldException">A variable that was not given, or is null, stands where a value is needed.</exception>
    public static IReadOnlyDictionary<string, object?> Coerce(
        IReadOnlyList<InputValue> definitions, IReadOnlyList<Argument> given, IReadOnlyDictionary<string, object?> variables)
    {
        if (definitions.Count == 0)
        {
            return s_none;
        }

        var values = new Dictionary<string, object?>(definitions.Count, StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            var node = given.FirstOrDefault(g => g.Name == definition.Name)?.Value;
            if (node is null || (node is VariableNode variable && !variables.ContainsKey(variable.Name)))
            {
                if (definition.HasDefault)
                {
                    values.Add(definition.Name, definition.Default);
                }
                else if (definition.Type is NonNullType)
                {
                    throw new FieldException(
                        node is VariableNode missing
                            ? $"The argument \"{definition.Name}\" of the type {definition.Type} is required, but the variable \"${missing.Name}\" was not given."
                            : $"The argument \"{definition.Name}\" of the type {definition.Type} is required.",
                        ErrorCodes.BadVariables, node);
                }
            }
            else if (LiteralCoercion.TryCoerce(node, definition.Type, variables, out var value))
            {
                values.Add(definition.Name, value);
            }
            else
            {
                throw new FieldException($"The argument \"{definition.Name}\" has no valid value of the type {definition.Type}.", ErrorCodes.BadVariables, node);
            }
        }

        return values;
    }
}
