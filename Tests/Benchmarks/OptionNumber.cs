using System.Globalization;

namespace ConnectionsConsole.Tests.Benchmarks;

/// <summary>Whole numbers on the command line.</summary>
internal static class OptionNumber
{
    /// <exception cref="OptionException">It is no number, or not within the bounds.</exception>
    public static int Parse(string option, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new OptionException(string.Create(CultureInfo.InvariantCulture, $"{option} takes numbers from {least} to {most}, not \"{value}\"."));
}
