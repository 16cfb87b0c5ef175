using System.Collections;
using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Execution;

/// <summary>
/// Executes one operation (§6), level by level: a field is answered for all objects of its level at once, then their fields. So lists need no query for
/// each item, and mutations run one after the other, as §6.2.2 asks. A value that failed travels upwards as <see cref="s_failed"/> until a place that may
/// be null takes it (§6.4.4).
/// </summary>
internal sealed class Executor(
    GraphQLSchema schema, Document document, OperationDefinition operation, FieldCollector collector, IReadOnlyDictionary<string, object?> variables,
    ExecutionOptions options, CancellationToken cancellationToken)
{
    private static readonly object s_failed = new();
    private readonly List<GraphQLError> _errors = [];
    private int _values;

    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <returns>The answer's data; null where a field that may not be null failed all the way up.</returns>
    public async ValueTask<ResultMap?> ExecuteAsync()
    {
        var type = schema.RootType(operation.Kind)!;
        List<FieldGroup> groups;
        try
        {
            groups = collector.Collect(type, [operation.SelectionSet]);
        }
        catch (FieldException failure)
        {
            Add(failure.Failure, [], null);
            return null;
        }

        if (groups.Count > options.Limits.MaximumRootFields)
        {
            throw new RequestException($"The operation has more than {options.Limits.MaximumRootFields} fields at its top. Send several requests.", ErrorCodes.LimitExceeded);
        }

        return (await ExecuteFieldsAsync(type, groups, [null], Places.Root))[0] as ResultMap;
    }

    /// <summary>ExecuteSelectionSet() of §6.3 for many objects of one type; each becomes a map, or the mark of failure.</summary>
    private async ValueTask<object?[]> ExecuteFieldsAsync(ObjectType type, List<FieldGroup> groups, IReadOnlyList<object?> sources, Places places)
    {
        var results = new object?[sources.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = new ResultMap(groups);
        }

        for (var f = 0; f < groups.Count; f++)
        {
            var definition = schema.FindField(type, groups[f].First.Name)!;
            var values = await ExecuteFieldAsync(type, definition, groups[f], sources, places.Field(groups[f].ResponseKey));
            for (var i = 0; i < results.Length; i++)
            {
                if (values[i] == s_failed && definition.Type is NonNullType)
                {
                    results[i] = s_failed;
                }
                else if (results[i] is ResultMap map)
                {
                    map[f] = values[i] == s_failed ? null : values[i];
                }
            }
        }

        return results;
    }

    /// <summary>ExecuteField() of §6.4.</summary>
    private async ValueTask<object?[]> ExecuteFieldAsync(
        ObjectType type, FieldDefinition definition, FieldGroup group, IReadOnlyList<object?> sources, Places places)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<object?> answers;
        try
        {
            var arguments = ArgumentCoercion.Coerce(definition.Arguments, group.First.Arguments, variables);
            var context = new FieldContext(definition, type, arguments, options.State, SelectedFields(definition, group), cancellationToken);
            var resolver = definition.Resolver ?? throw new InvalidOperationException($"The field {type}.{definition.Name} has no resolver.");
            answers = await resolver(context, sources);
        }
        catch (FieldException failure)
        {
            answers = Enumerable.Repeat<object?>(failure.Failure, sources.Count).ToArray();
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or RequestException))
        {
            answers = Enumerable.Repeat<object?>(new FieldFailure(options.DescribeFailure(exception), ErrorCodes.Internal), sources.Count).ToArray();
        }

        return await CompleteAsync(definition.Type, type, group, answers, places);
    }

    private HashSet<string> SelectedFields(FieldDefinition definition, FieldGroup group)
    {
        try
        {
            return definition.Type.Named is ObjectType type ? collector.Collect(type, group).Select(g => g.First.Name).ToHashSet(StringComparer.Ordinal) : [];
        }
        catch (FieldException)
        {
            // Told when the objects are completed, of which there may be none.
            return [];
        }
    }

    /// <summary>CompleteValue() of §6.4.3 for many values of one type.</summary>
    private async ValueTask<object?[]> CompleteAsync(GraphQLType type, ObjectType parent, FieldGroup group, IReadOnlyList<object?> values, Places places)
    {
        _values += values.Count;
        if (_values > options.Limits.MaximumValues)
        {
            throw new RequestException($"The answer has more than {options.Limits.MaximumValues:N0} values. Ask for less at once.", ErrorCodes.LimitExceeded);
        }

        switch (type)
        {
            case NonNullType nonNull:
                var inner = await CompleteAsync(nonNull.Inner, parent, group, values, places);
                for (var i = 0; i < inner.Length; i++)
                {
                    inner[i] ??= Fail(group, places, i, new FieldFailure($"The field \"{parent}.{group.First.Name}\" has no value, but may not be null."));
                }

                return inner;
            case ListType list:
                return await CompleteListsAsync(list, parent, group, values, places);
            case ObjectType objectType:
                return await CompleteObjectsAsync(_ => objectType, group, values, places);
            case InterfaceType or UnionType:
                return await CompleteObjectsAsync(value => RuntimeType(type, value), group, values, places);
            default:
                return CompleteLeaves((NamedType)type, group, values, places);
        }
    }

    private object?[] CompleteLeaves(NamedType type, FieldGroup group, IReadOnlyList<object?> values, Places places)
    {
        var completed = new object?[values.Count];
        for (var i = 0; i < completed.Length; i++)
        {
            completed[i] = values[i] switch
            {
                null => null,
                FieldFailure failure => Fail(group, places, i, failure),
                { } value when type is ScalarType scalar && scalar.Coercion.TryWrite(value, out var written) => written,
                string name when type is EnumType enumeration && enumeration.Has(name) => name,
                { } value => FailUnexpectedly(group, places, i, $"A {value.GetType().Name} is no {type}."),
            };
        }

        return completed;
    }

    /// <summary>The items of all lists are completed together, then dealt out again.</summary>
    private async ValueTask<object?[]> CompleteListsAsync(ListType type, ObjectType parent, FieldGroup group, IReadOnlyList<object?> values, Places places)
    {
        var completed = new object?[values.Count];
        var (items, owners, indexes) = (new List<object?>(), new List<int>(), new List<int>());
        for (var i = 0; i < completed.Length; i++)
        {
            switch (values[i])
            {
                case null:
                    break;
                case FieldFailure failure:
                    completed[i] = Fail(group, places, i, failure);
                    break;
                case string:
                    completed[i] = FailUnexpectedly(group, places, i, $"Text is no {type}.");
                    break;
                case IEnumerable list:
                    completed[i] = new List<object?>();
                    foreach (var item in list)
                    {
                        indexes.Add(owners.Count > 0 && owners[^1] == i ? indexes[^1] + 1 : 0);
                        items.Add(item);
                        owners.Add(i);
                    }

                    break;
                case { } value:
                    completed[i] = FailUnexpectedly(group, places, i, $"A {value.GetType().Name} is no {type}.");
                    break;
            }
        }

        var results = items.Count == 0 ? [] : await CompleteAsync(type.Item, parent, group, items, places.Items(owners, indexes));
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i] == s_failed && type.Item is NonNullType)
            {
                completed[owners[i]] = s_failed;
            }
            else if (completed[owners[i]] is List<object?> list)
            {
                list.Add(results[i] == s_failed ? null : results[i]);
            }
        }

        return completed;
    }

    private async ValueTask<object?[]> CompleteObjectsAsync(Func<object, ObjectType> typeOf, FieldGroup group, IReadOnlyList<object?> values, Places places)
    {
        var completed = new object?[values.Count];
        var byType = new Dictionary<ObjectType, List<int>>();
        for (var i = 0; i < completed.Length; i++)
        {
            if (values[i] is FieldFailure failure)
            {
                completed[i] = Fail(group, places, i, failure);
            }
            else if (values[i] is { } value)
            {
                var type = typeOf(value);
                if (!byType.TryGetValue(type, out var numbers))
                {
                    byType.Add(type, numbers = []);
                }

                numbers.Add(i);
            }
        }

        foreach (var (type, numbers) in byType)
        {
            List<FieldGroup> groups;
            try
            {
                groups = collector.Collect(type, group);
            }
            catch (FieldException failure)
            {
                numbers.ForEach(n => completed[n] = Fail(group, places, n, failure.Failure));
                continue;
            }

            var isAll = numbers.Count == values.Count;
            var results = await ExecuteFieldsAsync(type, groups, isAll ? values : [.. numbers.Select(n => values[n])], isAll ? places : places.Subset(numbers));
            for (var i = 0; i < results.Length; i++)
            {
                completed[numbers[i]] = results[i];
            }
        }

        return completed;
    }

    /// <summary>ResolveAbstractType() of §6.4.3.</summary>
    private ObjectType RuntimeType(GraphQLType type, object value)
    {
        var resolve = (type as InterfaceType)?.ResolveType ?? (type as UnionType)?.ResolveType ?? throw new InvalidOperationException($"{type} cannot tell its types apart.");
        return schema.FindType(resolve(value)) as ObjectType is { } objectType && ((IAbstractType)type).PossibleTypes.Contains(objectType)
            ? objectType
            : throw new InvalidOperationException($"{resolve(value)} is no {type}.");
    }

    private object Fail(FieldGroup group, Places places, int number, FieldFailure failure)
    {
        Add(failure, group.Fields, places.PathOf(number));
        return s_failed;
    }

    private void Add(FieldFailure failure, IReadOnlyList<Field> fields, IReadOnlyList<object>? path)
    {
        IReadOnlyList<SourceLocation> locations = failure.At is { } node ? [document.Locate(node)] : [.. fields.Select(document.Locate)];
        _errors.Add(new GraphQLError(failure.Message, locations, path, failure.Code));
    }

    private object FailUnexpectedly(FieldGroup group, Places places, int number, string reason) =>
        Fail(group, places, number, new FieldFailure(options.DescribeFailure(new InvalidCastException(reason)), ErrorCodes.Internal));
}

/// <summary>What an execution is given beside the request.</summary>
/// <param name="State">Reaches every resolver.</param>
/// <param name="DescribeFailure">Turns a surprise into words for the caller, and logs it; the exception itself is never shown.</param>
internal sealed record ExecutionOptions(GraphQLLimits Limits, Func<Exception, string> DescribeFailure, object? State = null);
