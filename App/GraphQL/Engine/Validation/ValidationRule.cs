using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>
/// One rule of §5. The walker calls the methods in document order; what a rule needs of the whole document it looks at in <see cref="EndDocument"/>.
/// Types are null where the document names what does not exist: another rule says so, and this one has nothing to add.
/// </summary>
internal abstract class ValidationRule(ValidationContext context)
{
    protected ValidationContext Context { get; } = context;

    public virtual void EnterDefinition(Definition definition)
    {
    }

    public virtual void EnterVariable(VariableDefinition variable, GraphQLType? type)
    {
    }

    public virtual void EnterField(Field field, NamedType? parent, FieldDefinition? definition)
    {
    }

    public virtual void EnterSpread(FragmentSpread spread, NamedType? parent)
    {
    }

    public virtual void EnterInlineFragment(InlineFragment fragment, NamedType? parent)
    {
    }

    /// <param name="location">One of <see cref="DirectiveLocations"/>.</param>
    public virtual void EnterDirectives(IReadOnlyList<Directive> directives, string location)
    {
    }

    /// <summary>A whole value: an argument's or a variable's default.</summary>
    public virtual void EnterValue(ValueNode value, GraphQLType? type)
    {
    }

    public virtual void EndDocument()
    {
    }

    /// <summary>Reports a violation of this rule at the nodes.</summary>
    protected void Report(string message, params ReadOnlySpan<Node> nodes) => Context.Report(GetType().Name, message, nodes);
}
