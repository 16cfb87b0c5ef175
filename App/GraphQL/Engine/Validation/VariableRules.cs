using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>§5.8.1.</summary>
internal sealed class UniqueVariableNames(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDefinition(Definition definition)
    {
        if (definition is OperationDefinition operation)
        {
            foreach (var same in operation.Variables.GroupBy(v => v.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            {
                Report($"There is more than one variable \"${same.Key}\".", [.. same]);
            }
        }
    }
}

/// <summary>§5.8.2.</summary>
internal sealed class VariablesAreInputTypes(ValidationContext context) : ValidationRule(context)
{
    public override void EnterVariable(VariableDefinition variable, GraphQLType? type)
    {
        if (type is { IsInput: false })
        {
            Report($"The variable \"${variable.Name}\" cannot be of the type {type}, which is no input type.", variable.Type);
        }
    }
}

/// <summary>§5.8.3.</summary>
internal sealed class NoUndefinedVariables(ValidationContext context) : ValidationRule(context)
{
    public override void EndDocument()
    {
        foreach (var operation in Context.Document.Definitions.OfType<OperationDefinition>())
        {
            var defined = operation.Variables.Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var usage in Context.UsagesOf(operation).Where(u => !defined.Contains(u.Node.Name)))
            {
                Report($"The variable \"${usage.Node.Name}\" is not defined{In(operation)}.", usage.Node, operation);
            }
        }
    }

    private static string In(OperationDefinition operation) => operation.Name is { } name ? $" by the operation \"{name}\"" : "";
}

/// <summary>§5.8.4.</summary>
internal sealed class NoUnusedVariables(ValidationContext context) : ValidationRule(context)
{
    public override void EndDocument()
    {
        foreach (var operation in Context.Document.Definitions.OfType<OperationDefinition>().Where(o => o.Variables.Count > 0))
        {
            var used = Context.UsagesOf(operation).Select(u => u.Node.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var variable in operation.Variables.Where(v => !used.Contains(v.Name)))
            {
                Report($"The variable \"${variable.Name}\" is never used.", variable);
            }
        }
    }
}

/// <summary>§5.8.5.</summary>
internal sealed class VariablesInAllowedPosition(ValidationContext context) : ValidationRule(context)
{
    public override void EndDocument()
    {
        foreach (var operation in Context.Document.Definitions.OfType<OperationDefinition>().Where(o => o.Variables.Count > 0))
        {
            var defined = operation.Variables.GroupBy(v => v.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
            foreach (var usage in Context.UsagesOf(operation))
            {
                if (usage.Type is { } expected && defined.TryGetValue(usage.Node.Name, out var variable)
                    && Context.Schema.Resolve(variable.Type) is { } type && !IsAllowed(type, variable.Default, expected, usage.HasDefault))
                {
                    Report($"The variable \"${variable.Name}\" is of the type {type}, but {expected} is expected here.", variable, usage.Node);
                }
            }
        }
    }

    /// <summary>IsVariableUsageAllowed().</summary>
    private static bool IsAllowed(GraphQLType type, ValueNode? defaultValue, GraphQLType expected, bool hasDefault) =>
        expected is NonNullType nonNull && type is not NonNullType
            ? (hasDefault || defaultValue is not (null or NullNode)) && type.IsSubtypeOf(nonNull.Inner)
            : type.IsSubtypeOf(expected);
}
