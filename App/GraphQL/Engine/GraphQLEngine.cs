using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;
using ConnectionsConsole.App.GraphQL.Engine.Validation;

namespace ConnectionsConsole.App.GraphQL.Engine;

/// <summary>What a client sends (§6.1).</summary>
/// <param name="Variables">By name: text, a long, a double, a truth value, null, a <c>List&lt;object?&gt;</c> or a <c>Dictionary&lt;string, object?&gt;</c>.</param>
internal sealed record GraphQLRequest(string Query, string? OperationName = null, IReadOnlyDictionary<string, object?>? Variables = null);

/// <summary>What it is answered (§7.1).</summary>
/// <param name="IsExecuted">False where the request was refused before anything was executed: then there is no data at all.</param>
internal sealed record GraphQLResponse(ResultMap? Data, IReadOnlyList<GraphQLError> Errors, bool IsExecuted);

/// <summary>Parses, validates and executes requests against one schema. Used by many threads at once.</summary>
internal sealed class GraphQLEngine(GraphQLSchema schema, GraphQLLimits limits)
{
    private static readonly Dictionary<string, object?> s_noVariables = [];
    private readonly DocumentCache _documents = new();

    public GraphQLSchema Schema => schema;

    public GraphQLLimits Limits => limits;

    /// <param name="state">Reaches every resolver.</param>
    /// <param name="describeFailure">See <see cref="ExecutionOptions"/>.</param>
    public async Task<GraphQLResponse> ExecuteAsync(
        GraphQLRequest request, object? state, Func<Exception, string> describeFailure, CancellationToken cancellationToken)
    {
        try
        {
            var document = Prepare(request.Query);
            var operation = FindOperation(document, request.OperationName);
            var variables = VariableCoercion.Coerce(schema, document, operation, request.Variables ?? s_noVariables);
            var collector = new FieldCollector(schema, document, variables);
            CostEstimate.Check(schema, collector, variables, operation, limits);
            var executor = new Executor(schema, document, operation, collector, variables, new ExecutionOptions(limits, describeFailure, state), cancellationToken);
            return new GraphQLResponse(await executor.ExecuteAsync(), executor.Errors, IsExecuted: true);
        }
        catch (RequestException refused)
        {
            return new GraphQLResponse(null, refused.Errors, IsExecuted: false);
        }
    }

    /// <summary>Parses and validates; documents that were valid before are taken as they are.</summary>
    /// <exception cref="RequestException">The text is no document, exceeds a limit or breaks a rule.</exception>
    public Document Prepare(string text)
    {
        if (_documents.Find(text) is { } known)
        {
            return known;
        }

        if (text.Length > limits.MaximumLength)
        {
            throw new RequestException($"The document has {text.Length:N0} characters; at most {limits.MaximumLength:N0} are read.", ErrorCodes.LimitExceeded);
        }

        Document document;
        try
        {
            document = Parser.Parse(text, limits.MaximumTokens);
        }
        catch (GraphQLSyntaxException failure)
        {
            throw new RequestException([failure.ToError() with { Code = ErrorCodes.SyntaxError }]);
        }

        if (DocumentLimits.Check(document, limits) is { } limit)
        {
            throw new RequestException([limit]);
        }

        var violations = DocumentValidator.Validate(schema, document);
        if (violations.Count > 0)
        {
            throw new RequestException([.. violations.Select(v => v.Error with { Code = ErrorCodes.ValidationFailed })]);
        }

        _documents.Add(text, document);
        return document;
    }

    /// <summary>GetOperation() of §6.1.</summary>
    private static OperationDefinition FindOperation(Document document, string? name)
    {
        var operations = document.Definitions.OfType<OperationDefinition>().ToList();
        var found = name is null ? operations : operations.FindAll(o => o.Name == name);
        return found switch
        {
            [{ Kind: OperationKind.Subscription }] => throw new RequestException("Subscriptions cannot be executed: send a query or a mutation.", ErrorCodes.ValidationFailed),
            [var operation] => operation,
            [] when name is null => throw new RequestException("The document holds no operation.", ErrorCodes.ValidationFailed),
            [] => throw new RequestException("The document has no operation of the name in \"operationName\".", ErrorCodes.ValidationFailed),
            _ => throw new RequestException("The document has several operations: say with \"operationName\" which one is meant.", ErrorCodes.ValidationFailed),
        };
    }
}
