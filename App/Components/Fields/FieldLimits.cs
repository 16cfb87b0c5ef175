namespace ConnectionsConsole.App.Components.Fields;

/// <summary>
/// How much one input may hold. A message to the server's hub may have 32 KB and a character up to three bytes, so what an
/// ordinary input sends stays far below; longer texts are streamed (<see cref="LongTextField"/>).
/// </summary>
public static class FieldLimits
{
    public const int Line = 200;
    public const int Text = 4000;

    /// <summary>No bound input may exceed this, whatever a page asks for.</summary>
    public const int Bound = 8000;

    public static int Within(int maxLength) => Math.Clamp(maxLength, 1, Bound);
}
