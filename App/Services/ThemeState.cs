namespace ConnectionsConsole.App.Services;

/// <summary>What the viewer chose; <see cref="System"/> follows the operating system.</summary>
public enum ThemePreference
{
    System,
    Light,
    Dark,
}

/// <summary>The viewer's theme, kept in the cookie <see cref="CookieName"/> so that the server renders it before the first paint.</summary>
public sealed class ThemeState(ConsoleScripts scripts)
{
    public const string CookieName = "theme";

    private bool _isChosen;

    public ThemePreference Preference { get; private set; }

    public event EventHandler? Changed;

    /// <summary>The attribute value of the html element; anything but the three known words counts as "system".</summary>
    public static string ToAttribute(ThemePreference preference) => preference switch
    {
        ThemePreference.Light => "light",
        ThemePreference.Dark => "dark",
        ThemePreference.System => "system",
    };

    public static ThemePreference Parse(string? text) => text switch
    {
        "light" => ThemePreference.Light,
        "dark" => ThemePreference.Dark,
        _ => ThemePreference.System,
    };

    /// <summary>Reads what the page was rendered with. Call it once the circuit runs.</summary>
    public async Task LoadAsync()
    {
        var rendered = Parse(await scripts.GetAsync<string>("theme"));

        // Whoever chose while the answer was on its way has been heard already; the answer is older than that.
        if (_isChosen)
        {
            return;
        }

        Preference = rendered;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public async Task SetAsync(ThemePreference preference)
    {
        _isChosen = true;
        Preference = preference;
        Changed?.Invoke(this, EventArgs.Empty);
        await scripts.CallAsync("setTheme", ToAttribute(preference));
    }
}
