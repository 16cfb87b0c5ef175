using FluentValidation;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>The checks that creating, changing and superseding a connection share.</summary>
internal static class ConnectionValidation
{
    public static void ConnectionName<T>(this IRuleBuilder<T, string> rule) => rule
        .NotEmpty().WithMessage("Give the connection a name.")
        .MaximumLength(ConnectionRules.MaximumNameLength).WithMessage($"A name has at most {ConnectionRules.MaximumNameLength} characters.");

    public static void ConnectionDescription<T>(this IRuleBuilder<T, string> rule) => rule
        .MaximumLength(ConnectionRules.MaximumDescriptionLength).WithMessage($"A description has at most {ConnectionRules.MaximumDescriptionLength:N0} characters.");

    public static void ConnectionStableKey<T>(this IRuleBuilder<T, string> rule) => rule
        .NotEmpty().WithMessage("Give the connection a stable key.")
        .Must(k => string.IsNullOrEmpty(k) || StableKey.IsValid(k)).WithMessage(ConnectionErrors.StableKeyMalformed.Message);

    public static void AllowedHosts<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) => rule
        .Must(h => h is null || h.Count <= ConnectionRules.MaximumAllowedHosts).WithMessage($"At most {ConnectionRules.MaximumAllowedHosts} allowed hosts are possible.")
        .Must(h => h is null || Malformed(h) is null).WithMessage((_, h) => ConnectionErrors.HostMalformed(Malformed(h!)!).Message);

    private static string? Malformed(IReadOnlyList<string> hosts) => hosts.Select(h => h?.Trim() ?? "").FirstOrDefault(h => h.Length > 0 && !AllowedHost.IsValid(h)) is { } found
        ? found.Length <= 100 ? found : found[..100] + "..."
        : null;
}
