using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>
/// Checks the whole section <c>Egress</c> at start and reports all problems at once. It reads the section beside the bound options, because
/// binding drops what it does not know: a mistyped <c>Egress:Alow</c> or a hoped-for <c>Egress:Enabled</c> must not pass in silence.
/// </summary>
internal sealed class EgressOptionsValidator(IConfiguration configuration) : IValidateOptions<EgressOptions>
{
    private static readonly string[] s_settings =
        [nameof(EgressOptions.Allow), nameof(EgressOptions.Proxy), nameof(EgressOptions.ConnectTimeout), nameof(EgressOptions.ConnectionLifetime)];

    public ValidateOptionsResult Validate(string? name, EgressOptions options)
    {
        var section = configuration.GetSection(EgressOptions.Section);
        var problems = new List<string>();
        AddUnknownSettings(section, problems);
        AddAllowProblems(section.GetSection(nameof(EgressOptions.Allow)), options, problems);
        if (!EgressProxy.TryParse(options.Proxy, out _, out var problem))
        {
            problems.Add($"Egress:Proxy: {problem}. Write http://host:port or https://host:port, or leave it out.");
        }

        AddRange(nameof(EgressOptions.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMinutes(2), problems);
        AddRange(nameof(EgressOptions.ConnectionLifetime), options.ConnectionLifetime, TimeSpan.FromHours(1), problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void AddUnknownSettings(IConfigurationSection section, List<string> problems)
    {
        foreach (var child in section.GetChildren().Where(child => !s_settings.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Add($"{child.Path} is not a setting. Egress has {string.Join(", ", s_settings)}; the guard cannot be switched off, name what it "
                + "may reach in Egress:Allow.");
        }
    }

    private static void AddAllowProblems(IConfigurationSection section, EgressOptions options, List<string> problems)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            problems.Add("Egress:Allow is a list: write its entries as Egress:Allow:0, Egress:Allow:1 and so on (in the environment Egress__Allow__0).");
        }

        for (var index = 0; index < options.Allow.Count; index++)
        {
            if (!AllowedDestination.TryParse(options.Allow[index], out _, out var problem))
            {
                problems.Add($"Egress:Allow:{index} (\"{options.Allow[index]}\"): {problem}. Allowed forms: {AllowedDestination.Forms}.");
            }
        }
    }

    private static void AddRange(string setting, TimeSpan value, TimeSpan longest, List<string> problems)
    {
        if (value < TimeSpan.FromSeconds(1) || value > longest)
        {
            problems.Add($"Egress:{setting} ({value:c}): write a time from 00:00:01 to {longest:c}.");
        }
    }
}
