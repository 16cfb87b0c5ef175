namespace ConnectionsConsole.Domain.Shared;

/// <summary>A message for one field of a request; <see cref="Field"/> is empty for the request as a whole.</summary>
public sealed record FieldMessage(string Field, string Message);

/// <summary>Something that uses another thing: shown where deleting is refused.</summary>
/// <param name="Kind">The glossary's word, for example "instance".</param>
public sealed record Usage(string Kind, Guid Id, string Name);

/// <summary>
/// An expected failure, in the user's words. The family is closed: every surface (page, GraphQL, YAML, command line) maps
/// these cases once, so a new case must be added here and to each mapping.
/// </summary>
public abstract record Error
{
    private protected Error(string message, string field = "")
    {
        Message = message;
        Field = field;
    }

    /// <summary>What is wrong and what to do next; never holds a secret.</summary>
    public string Message { get; }

    /// <summary>The field of the request that the message belongs to; empty for the request as a whole.</summary>
    public string Field { get; }

    /// <summary>Every message with its field; one for all cases but <see cref="InvalidError"/>.</summary>
    public virtual IReadOnlyList<FieldMessage> Messages => [new FieldMessage(Field, Message)];

    public sealed override string ToString() => string.Join(" ", Messages.Select(m => m.Message));
}

/// <summary>The thing does not exist, or belongs to another organization: the two cannot be told apart.</summary>
public sealed record NotFoundError(string Text) : Error(Text);

/// <summary>The request cannot be understood: one or more fields are wrong.</summary>
public sealed record InvalidError(IReadOnlyList<FieldMessage> Fields) : Error(string.Join(" ", Fields.Select(f => f.Message)))
{
    public InvalidError(string field, string message)
        : this([new FieldMessage(field, message)])
    {
    }

    public override IReadOnlyList<FieldMessage> Messages => Fields;
}

/// <summary>The request is understood, but a rule forbids it as things stand now.</summary>
public sealed record ConflictError(string Text, string At = "") : Error(Text, At);

/// <summary>Deleting or pausing is refused because others depend on the thing; <see cref="Users"/> names them.</summary>
public sealed record InUseError(string Text, IReadOnlyList<Usage> Users) : Error(Text);

/// <summary>Somebody else changed the thing since it was read; nothing was overwritten.</summary>
public sealed record StaleError(string Text) : Error(Text);

/// <summary>The actor lacks the permission that the request declares.</summary>
public sealed record ForbiddenError(string Text) : Error(Text);
