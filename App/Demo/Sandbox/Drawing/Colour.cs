using System.Globalization;

namespace ConnectionsConsole.App.Demo.Sandbox.Drawing;

/// <summary>A colour; each part from 0 to 1, not premultiplied.</summary>
internal readonly record struct Colour(double Red, double Green, double Blue, double Alpha = 1)
{
    /// <summary>From <c>RRGGBB</c>.</summary>
    public static implicit operator Colour(string hexadecimal)
    {
        var value = int.Parse(hexadecimal, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return new Colour((value >> 16) / 255.0, ((value >> 8) & 0xFF) / 255.0, (value & 0xFF) / 255.0);
    }

    public Colour Faded(double alpha) => this with { Alpha = alpha };

    public static Colour Mix(Colour from, Colour to, double share) => new(
        from.Red + ((to.Red - from.Red) * share),
        from.Green + ((to.Green - from.Green) * share),
        from.Blue + ((to.Blue - from.Blue) * share),
        from.Alpha + ((to.Alpha - from.Alpha) * share));
}

/// <summary>What a shape is filled with: one colour, or a change from its top to its bottom.</summary>
internal readonly record struct Paint(Colour Top, Colour Bottom)
{
    public static implicit operator Paint(string hexadecimal) => new(hexadecimal, hexadecimal);

    public static implicit operator Paint(Colour colour) => new(colour, colour);
}
