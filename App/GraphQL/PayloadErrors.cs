using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.GraphQL;

/// <summary>The one place where refusals become <c>errors { field messages }</c> of a payload.</summary>
internal static class PayloadErrors
{
    /// <summary>The field that stands for the request as a whole.</summary>
    public const string General = "__all__";

    /// <summary>Messages by field, in order; fields have the names of the API where these differ from the commands'.</summary>
    public static IReadOnlyList<PayloadError> Of(Error error) =>
        [.. error.Messages.GroupBy(m => NameOf(m.Field), StringComparer.Ordinal).Select(g => new PayloadError(g.Key, [.. g.Select(m => m.Message)]))];

    private static string NameOf(string field) => field switch
    {
        "" => General,
        "connectionType" or "type" => "connection",
        _ => field,
    };
}

/// <summary>What is wrong with one field.</summary>
internal sealed record PayloadError(string Field, IReadOnlyList<string> Messages);
