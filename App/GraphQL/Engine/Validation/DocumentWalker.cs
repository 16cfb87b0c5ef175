using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>Walks a document once, knowing the types, and tells every rule what it meets.</summary>
internal sealed class DocumentWalker(ValidationContext context, IReadOnlyList<ValidationRule> rules)
{
    private readonly GraphQLSchema _schema = context.Schema;
    private Definition _definition = null!;

    public void Walk()
    {
        foreach (var definition in context.Document.Definitions)
        {
            _definition = definition;
            foreach (var rule in rules)
            {
                rule.EnterDefinition(definition);
            }

            switch (definition)
            {
                case OperationDefinition operation:
                    WalkOperation(operation);
                    break;
                case FragmentDefinition fragment:
                    WalkDirectives(fragment.Directives, DirectiveLocations.FragmentDefinition);
                    WalkSelections(fragment.SelectionSet, Composite(_schema.FindType(fragment.TypeCondition.Name)));
                    break;
            }
        }

        foreach (var rule in rules)
        {
            rule.EndDocument();
        }
    }

    private void WalkOperation(OperationDefinition operation)
    {
        foreach (var variable in operation.Variables)
        {
            var type = _schema.Resolve(variable.Type);
            foreach (var rule in rules)
            {
                rule.EnterVariable(variable, type);
            }

            WalkDirectives(variable.Directives, DirectiveLocations.VariableDefinition);
            if (variable.Default is { } defaultValue)
            {
                WalkValue(defaultValue, type is { IsInput: true } ? type : null, false);
            }
        }

        WalkDirectives(operation.Directives, operation.Kind switch
        {
            OperationKind.Query => DirectiveLocations.Query,
            OperationKind.Mutation => DirectiveLocations.Mutation,
            _ => DirectiveLocations.Subscription,
        });
        WalkSelections(operation.SelectionSet, _schema.RootType(operation.Kind));
    }

    private void WalkSelections(SelectionSet selections, NamedType? parent)
    {
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case Field field:
                    WalkField(field, parent);
                    break;
                case FragmentSpread spread:
                    context.AddSpread(_definition, spread);
                    foreach (var rule in rules)
                    {
                        rule.EnterSpread(spread, parent);
                    }

                    WalkDirectives(spread.Directives, DirectiveLocations.FragmentSpread);
                    break;
                case InlineFragment inline:
                    foreach (var rule in rules)
                    {
                        rule.EnterInlineFragment(inline, parent);
                    }

                    WalkDirectives(inline.Directives, DirectiveLocations.InlineFragment);
                    WalkSelections(inline.SelectionSet, inline.TypeCondition is { } condition ? Composite(_schema.FindType(condition.Name)) : parent);
                    break;
            }
        }
    }

    private void WalkField(Field field, NamedType? parent)
    {
        var definition = parent is null ? null : _schema.FindField(parent, field.Name);
        foreach (var rule in rules)
        {
            rule.EnterField(field, parent, definition);
        }

        foreach (var argument in field.Arguments)
        {
            var expected = definition?.FindArgument(argument.Name);
            WalkValue(argument.Value, expected?.Type, expected?.HasDefault == true);
        }

        WalkDirectives(field.Directives, DirectiveLocations.Field);
        if (field.SelectionSet is { } selections)
        {
            WalkSelections(selections, Composite(definition?.Type.Named));
        }
    }

    private void WalkDirectives(IReadOnlyList<Directive> directives, string location)
    {
        if (directives.Count == 0)
        {
            return;
        }

        foreach (var rule in rules)
        {
            rule.EnterDirectives(directives, location);
        }

        foreach (var directive in directives)
        {
            var definition = _schema.FindDirective(directive.Name);
            foreach (var argument in directive.Arguments)
            {
                var expected = definition?.FindArgument(argument.Name);
                WalkValue(argument.Value, expected?.Type, expected?.HasDefault == true);
            }
        }
    }

    private void WalkValue(ValueNode value, GraphQLType? type, bool hasDefault)
    {
        foreach (var rule in rules)
        {
            rule.EnterValue(value, type);
        }

        FindVariables(value, type, hasDefault);
    }

    private void FindVariables(ValueNode value, GraphQLType? type, bool hasDefault)
    {
        switch (value)
        {
            case VariableNode variable:
                context.AddUsage(_definition, new VariableUsage(variable, type, hasDefault));
                break;
            case ListNode list:
                var item = type?.Nullable is ListType listType ? listType.Item : type?.Nullable;
                foreach (var inner in list.Items)
                {
                    FindVariables(inner, item, false);
                }

                break;
            case ObjectNode fields:
                foreach (var field in fields.Fields)
                {
                    var expected = (type?.Named as InputObjectType)?.FindField(field.Name);
                    FindVariables(field.Value, expected?.Type, expected?.HasDefault == true);
                }

                break;
        }
    }

    private static NamedType? Composite(NamedType? type) => type is { IsComposite: true } ? type : null;
}
