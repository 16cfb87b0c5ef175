using FluentValidation;

namespace ConnectionsConsole.Domain.Connectors.Own;

/// <summary>The checks that the commands of own connectors share: whether what was sent can be a connector at all.</summary>
internal static class ConnectorValidation
{
    private const int ShortestKey = 2;

    public static void ConnectorName<T>(this IRuleBuilder<T, string> rule) => rule
        .NotEmpty().WithMessage("Give the connector a name.")
        .MaximumLength(OwnConnector.MaximumNameLength).WithMessage($"A name has at most {OwnConnector.MaximumNameLength} characters.");

    public static void ConnectorDescription<T>(this IRuleBuilder<T, string?> rule) => rule
        .MaximumLength(OwnConnector.MaximumDescriptionLength).WithMessage($"A description has at most {OwnConnector.MaximumDescriptionLength:N0} characters.");

    public static void ConnectorIcon<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(i => ConnectorIcons.All.Contains(i, StringComparer.Ordinal)).WithMessage($"This is no icon. There are {string.Join(", ", ConnectorIcons.All)}.");

    public static bool IsConnectorKey(string? key) =>
        key is { Length: >= ShortestKey and <= OwnConnector.MaximumKeyLength } && char.IsAsciiLetterLower(key[0]) && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
