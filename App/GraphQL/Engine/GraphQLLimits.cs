namespace ConnectionsConsole.App.GraphQL.Engine;

/// <summary>How much one request may ask for. Each limit is refused with its own words, before anything is executed but for the last.</summary>
internal sealed record GraphQLLimits
{
    /// <summary>Characters of the document.</summary>
    public int MaximumLength { get; init; } = 100_000;

    /// <summary>Tokens of the document.</summary>
    public int MaximumTokens { get; init; } = 10_000;

    /// <summary>Fields within fields, fragments included.</summary>
    public int MaximumDepth { get; init; } = 25;

    /// <summary>Aliases in the document: they multiply what one field costs.</summary>
    public int MaximumAliases { get; init; } = 250;

    /// <summary>Fields at the top of an operation.</summary>
    public int MaximumRootFields { get; init; } = 100;

    /// <summary>Objects that the lists of one request can hold together, at most, by their arguments.</summary>
    public double MaximumCost { get; init; } = 250_000;

    /// <summary>Values of one answer, counted while it is made: what the estimate cannot know.</summary>
    public int MaximumValues { get; init; } = 1_000_000;
}
