namespace ConnectionsConsole.Domain.Connectors.Own;

/// <summary>
/// What an edited connection type means for values that exist. Labels, hints, placeholders, order, further choices and optional inputs are free; everything in here is
/// looked up in the connections of the type before it is allowed.
/// </summary>
/// <param name="Removed">Inputs that are gone: refused while a value for them exists.</param>
/// <param name="Retyped">Inputs of another type, or that begin or cease to be secret: refused while a value exists, since it is stored as what it was.</param>
/// <param name="LostChoices">By input: choices that are gone; refused while a value is one of them.</param>
/// <param name="NowRequired">Inputs that must have a value from now on and have no default: customers' connections without one become incomplete, others are refused.</param>
/// <param name="ChangedDefaults">Inputs whose default is another one: it changes what connections without a value of their own send.</param>
/// <param name="IsOtherOAuth">Tokens are obtained in another way: connections have to be authorized again.</param>
/// <param name="IsRelaxed">Something that was required is not any more: incomplete connections may be complete.</param>
internal sealed record ConnectionTypeChange(
    IReadOnlyList<InputField> Removed, IReadOnlyList<InputField> Retyped, IReadOnlyDictionary<string, IReadOnlyList<string>> LostChoices,
    IReadOnlyList<InputField> NowRequired, IReadOnlyList<InputField> ChangedDefaults, bool IsOtherOAuth, bool IsRelaxed)
{
    public bool IsFree => Removed.Count == 0 && Retyped.Count == 0 && LostChoices.Count == 0 && NowRequired.Count == 0 && ChangedDefaults.Count == 0 && !IsOtherOAuth && !IsRelaxed;

    public static ConnectionTypeChange Between(ConnectionType old, ConnectionType now)
    {
        var lost = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (before, after) in Common(old, now))
        {
            if (before.Type == InputType.Choice && after.Type == InputType.Choice && (before.Choices ?? []).Except(after.Choices ?? [], StringComparer.Ordinal).ToList() is { Count: > 0 } gone)
            {
                lost[before.Key] = gone;
            }
        }

        return new ConnectionTypeChange(
            [.. old.Inputs.Where(i => now.FindInput(i.Key) is null)],
            [.. Common(old, now).Where(p => p.Before.Type != p.After.Type || p.Before.IsSecret != p.After.IsSecret).Select(p => p.Before)],
            lost,
            [.. now.Inputs.Where(i => MustBeGiven(i) && !(old.FindInput(i.Key) is { } before && MustBeGiven(before)))],
            [.. Common(old, now).Where(p => !string.IsNullOrEmpty(p.Before.Default) && p.Before.Default != p.After.Default && !MustBeGiven(p.After)).Select(p => p.After)],
            Tokens(old.OAuth) != Tokens(now.OAuth),
            old.Inputs.Any(i => MustBeGiven(i) && !(now.FindInput(i.Key) is { } after && MustBeGiven(after))));
    }

    /// <summary>What tokens depend on, as one text; the lists of a definition would compare by reference.</summary>
    private static string Tokens(OAuthDefinition? oauth) => oauth is null ? "" : System.Text.Json.JsonSerializer.Serialize(oauth);

    private static bool MustBeGiven(InputField input) => input.Required && input.Default is null;

    private static IEnumerable<(InputField Before, InputField After)> Common(ConnectionType old, ConnectionType now) =>
        old.Inputs.Where(i => now.FindInput(i.Key) is not null).Select(i => (i, now.FindInput(i.Key)!));
}
