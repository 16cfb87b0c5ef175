using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.App.GraphQL.Engine.Types;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>Says how the fields of the schema are answered, type by type. A field that nobody answers is found when the schema is made.</summary>
internal sealed class SchemaBinder(GraphQLSchema schema)
{
    public TypeBinder<T> On<T>(string type) => new((ObjectType)schema.FindType(type)!);

    /// <summary>A field of the query type.</summary>
    public SchemaBinder Query(string field, Func<FieldContext, ApiSession, Task<object?>> answer)
    {
        schema.Query.FindField(field)!.Resolver = async (context, _) => [await answer(context, ApiSession.Of(context))];
        return this;
    }

    /// <summary>
    /// A field of the mutation type. Refusals and surprises become errors of the payload: a client that looks there only would otherwise lose them, since
    /// the field itself would be null.
    /// </summary>
    /// <param name="act">Does what is asked; answers the thing that changed.</param>
    public SchemaBinder Mutation(string field, Func<MutationInput, ApiSession, Task<Result<Changed>>> act)
    {
        schema.Mutation!.FindField(field)!.Resolver = async (context, _) =>
        {
            var session = ApiSession.Of(context);
            var input = new MutationInput(context.Argument<IReadOnlyDictionary<string, object?>>("input")!);
            return [await ActAsync(input, session, act)];
        };
        return this;
    }

    /// <exception cref="InvalidOperationException">A field of an object type has no resolver.</exception>
    public void CheckComplete()
    {
        var missing = schema.Types.OfType<ObjectType>().SelectMany(t => t.Fields.Where(f => f.Resolver is null).Select(f => $"{t.Name}.{f.Name}")).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"Nobody answers {string.Join(", ", missing)}.");
        }
    }

    private static async Task<Payload> ActAsync(MutationInput input, ApiSession session, Func<MutationInput, ApiSession, Task<Result<Changed>>> act)
    {
        try
        {
            return (await act(input, session)).TryGet(out var changed, out var error)
                ? new Payload(changed.Read, [], input.ClientMutationId)
                : new Payload(null, PayloadErrors.Of(error), input.ClientMutationId);
        }
        catch (InputException wrong)
        {
            return new Payload(null, [new PayloadError(wrong.Field, [wrong.Message])], input.ClientMutationId);
        }
        catch (FieldException refused)
        {
            return new Payload(null, [new PayloadError(PayloadErrors.General, [refused.Message])], input.ClientMutationId);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new Payload(null, [new PayloadError(PayloadErrors.General, [session.DescribeFailure(exception)])], input.ClientMutationId);
        }
    }
}

/// <summary>The thing that a mutation changed.</summary>
/// <param name="Read">Answers it for the fields that the request asks of it, and is called only where it asks for any; null where the thing is gone.</param>
internal readonly record struct Changed(Func<IReadOnlySet<string>, Task<object?>> Read)
{
    public Changed(object? node)
        : this(_ => Task.FromResult(node))
    {
    }
}

/// <summary>What a mutation answers.</summary>
/// <param name="Read">As of <see cref="Changed"/>; null where nothing changed.</param>
internal sealed record Payload(Func<IReadOnlySet<string>, Task<object?>>? Read, IReadOnlyList<PayloadError> Errors, string? ClientMutationId);

/// <summary>Binds the fields of one object type, whose objects are <typeparamref name="T"/>.</summary>
internal sealed class TypeBinder<T>(ObjectType type)
{
    /// <summary>A field that the object itself answers.</summary>
    public TypeBinder<T> Field(string name, Func<T, object?> answer)
    {
        Find(name).Resolver = (_, sources) => BatchResolvers.Each(sources, source => answer((T)source!));
        return this;
    }

    /// <summary>A list that the object itself holds.</summary>
    public TypeBinder<T> List(string name, Func<T, FieldContext, IEnumerable<object>> answer)
    {
        Find(name).Resolver = (context, sources) => BatchResolvers.Each(sources, source => RelayArguments.Read(context).Page([.. answer((T)source!, context)]));
        return this;
    }

    /// <summary>A field that is answered for many objects at once.</summary>
    public TypeBinder<T> Batch(string name, Func<FieldContext, ApiSession, IReadOnlyList<T>, Task<IReadOnlyList<object?>>> answer)
    {
        Find(name).Resolver = async (context, sources) => await answer(context, ApiSession.Of(context), [.. sources.Cast<T>()]);
        return this;
    }

    private FieldDefinition Find(string name) => type.FindField(name) ?? throw new ArgumentException($"{type} has no field {name}.", nameof(name));
}
