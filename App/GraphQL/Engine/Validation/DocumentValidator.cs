using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>Says whether a document may be executed against a schema (§5).</summary>
internal static class DocumentValidator
{
    public static IReadOnlyList<Violation> Validate(GraphQLSchema schema, Document document)
    {
        var context = new ValidationContext(schema, document);
        var executable = new ExecutableDefinitions(context);
        ValidationRule[] rules =
        [
            executable,
            new UniqueOperationNames(context), new LoneAnonymousOperation(context), new SingleFieldSubscriptions(context), new KnownOperationTypes(context),
            new KnownTypeNames(context), new FragmentsOnCompositeTypes(context), new VariablesAreInputTypes(context),
            new ScalarLeafs(context), new FieldsOnCorrectType(context),
            new UniqueFragmentNames(context), new KnownFragmentNames(context), new NoUnusedFragments(context), new PossibleFragmentSpreads(context),
            new NoFragmentCycles(context),
            new UniqueVariableNames(context), new NoUndefinedVariables(context), new NoUnusedVariables(context),
            new KnownDirectives(context), new UniqueDirectivesPerLocation(context),
            new KnownArgumentNames(context), new UniqueArgumentNames(context), new ValuesOfCorrectType(context), new ProvidedRequiredArguments(context),
            new VariablesInAllowedPosition(context), new OverlappingFieldsCanBeMerged(context), new UniqueInputFieldNames(context),
            new MaxIntrospectionDepth(context),
        ];
        new DocumentWalker(context, rules).Walk();
        return context.Violations;
    }
}
