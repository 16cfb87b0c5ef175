namespace ConnectionsConsole.App.Components;

public static class InputTiming
{
    /// <summary>How long typing has to rest before it is acted upon, everywhere.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(200);
}
