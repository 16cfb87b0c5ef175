namespace ConnectionsConsole.Domain.Connectors.Own;

/// <summary>The form in which a checked connection type is kept.</summary>
internal static class ConnectionTypeForms
{
    /// <summary>Trimmed, without empty extras, with the credentials that fit its inputs.</summary>
    public static ConnectionType Kept(ConnectionType type)
    {
        IReadOnlyList<InputField> inputs = [.. type.Inputs.Select(Kept)];
        return type with
        {
            Label = type.Label.Trim(),
            Description = type.Description?.Trim() ?? "",
            Inputs = inputs,
            Credentials = CredentialMappings.For(inputs, type.OAuth),
            AllowedHosts = AllowedHost.Normalize(type.AllowedHosts),
        };
    }

    private static InputField Kept(InputField input) => input with
    {
        Label = input.Label.Trim(),
        Default = string.IsNullOrEmpty(input.Default) ? null : input.Default,
        Hint = string.IsNullOrWhiteSpace(input.Hint) ? null : input.Hint.Trim(),
        Placeholder = string.IsNullOrWhiteSpace(input.Placeholder) ? null : input.Placeholder.Trim(),
        Choices = input.Choices is { Count: > 0 } ? input.Choices : null,
        Secret = input.Secret && input.Type == InputType.Text,
    };
}
