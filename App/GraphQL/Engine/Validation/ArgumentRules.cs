using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>§5.4.1.</summary>
internal sealed class KnownArgumentNames(ValidationContext context) : ValidationRule(context)
{
    public override void EnterField(Field field, NamedType? parent, FieldDefinition? definition)
    {
        if (definition is not null)
        {
            Check(field.Arguments, definition.Arguments, $"field \"{parent}.{field.Name}\"");
        }
    }

    public override void EnterDirectives(IReadOnlyList<Directive> directives, string location)
    {
        foreach (var directive in directives)
        {
            if (Context.Schema.FindDirective(directive.Name) is { } definition)
            {
                Check(directive.Arguments, definition.Arguments, $"directive \"@{directive.Name}\"");
            }
        }
    }

    private void Check(IReadOnlyList<Argument> given, IReadOnlyList<InputValue> known, string owner)
    {
        foreach (var argument in given)
        {
            if (known.All(k => k.Name != argument.Name))
            {
                Report($"The {owner} has no argument \"{argument.Name}\".{Suggestions.For(argument.Name, known.Select(k => k.Name))}", argument);
            }
        }
    }
}

/// <summary>§5.4.2.</summary>
internal sealed class UniqueArgumentNames(ValidationContext context) : ValidationRule(context)
{
    public override void EnterField(Field field, NamedType? parent, FieldDefinition? definition) => Check(field.Arguments);

    public override void EnterDirectives(IReadOnlyList<Directive> directives, string location)
    {
        foreach (var directive in directives)
        {
            Check(directive.Arguments);
        }
    }

    private void Check(IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count < 2)
        {
            return;
        }

        foreach (var same in arguments.GroupBy(a => a.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            Report($"The argument \"{same.Key}\" is given more than once.", [.. same]);
        }
    }
}

/// <summary>§5.4.2.1.</summary>
internal sealed class ProvidedRequiredArguments(ValidationContext context) : ValidationRule(context)
{
    public override void EnterField(Field field, NamedType? parent, FieldDefinition? definition)
    {
        if (definition is not null)
        {
            Check(field, field.Arguments, definition.Arguments, $"field \"{field.Name}\"");
        }
    }

    public override void EnterDirectives(IReadOnlyList<Directive> directives, string location)
    {
        foreach (var directive in directives)
        {
            if (Context.Schema.FindDirective(directive.Name) is { } definition)
            {
                Check(directive, directive.Arguments, definition.Arguments, $"directive \"@{directive.Name}\"");
            }
        }
    }

    private void Check(Node node, IReadOnlyList<Argument> given, IReadOnlyList<InputValue> known, string owner)
    {
        foreach (var argument in known)
        {
            if (argument.IsRequired && given.All(g => g.Name != argument.Name))
            {
                Report($"The {owner} needs the argument \"{argument.Name}\" of the type {argument.Type}.", node);
            }
        }
    }
}
