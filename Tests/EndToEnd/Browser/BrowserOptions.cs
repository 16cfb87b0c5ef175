namespace ConnectionsConsole.Tests.EndToEnd.Browser;

public enum Theme
{
    Light,
    Dark,
}

/// <summary>How the browser of one test is set up.</summary>
/// <param name="BaseAddress">What relative addresses stand against, and where the cookie with the theme goes.</param>
public sealed record BrowserOptions(Uri BaseAddress)
{
    public Theme Theme { get; init; } = Theme.Light;

    /// <summary>In CSS pixels.</summary>
    public int Width { get; init; } = 1280;

    /// <inheritdoc cref="Width"/>
    public int Height { get; init; } = 900;

    /// <summary>
    /// Errors in the browser's console that belong to the test, such as the one about a page that is meant to answer 404. Any other,
    /// and every exception that a script of the page leaves unhandled, fails the test.
    /// </summary>
    public Func<string, bool> IsExpectedError { get; init; } = _ => false;
}
