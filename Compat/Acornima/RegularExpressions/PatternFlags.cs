namespace Acornima.RegularExpressions;

/// <summary>The flags of a regular expression, ECMAScript 2025 §22.2.6.</summary>
[Flags]
internal enum PatternFlags
{
    None = 0,
    HasIndices = 1,
    Global = 2,
    IgnoreCase = 4,
    Multiline = 8,
    DotAll = 16,
    Unicode = 32,
    UnicodeSets = 64,
    Sticky = 128,
}

internal static class PatternFlagsReader
{
    /// <summary>Reads flags per §22.2.3.3 (each at most once, never <c>u</c> with <c>v</c>), refusing those that the edition lacks.</summary>
    /// <exception cref="PatternSyntaxException">Index -1.</exception>
    internal static PatternFlags Read(string text, EcmaVersion version)
    {
        var flags = PatternFlags.None;
        foreach (var letter in text)
        {
            var (flag, since) = letter switch
            {
                'g' => (PatternFlags.Global, EcmaVersion.ES3),
                'i' => (PatternFlags.IgnoreCase, EcmaVersion.ES3),
                'm' => (PatternFlags.Multiline, EcmaVersion.ES3),
                'u' => (PatternFlags.Unicode, EcmaVersion.ES2015),
                'y' => (PatternFlags.Sticky, EcmaVersion.ES2015),
                's' => (PatternFlags.DotAll, EcmaVersion.ES2018),
                'd' => (PatternFlags.HasIndices, EcmaVersion.ES2022),
                'v' => (PatternFlags.UnicodeSets, EcmaVersion.ES2024),
                _ => (PatternFlags.None, EcmaVersion.ES3),
            };
            if (flag == PatternFlags.None || (flags & flag) != 0 || version < since)
            {
                throw new PatternSyntaxException(PatternError.InvalidFlags, -1);
            }

            flags |= flag;
        }

        const PatternFlags UnicodeModes = PatternFlags.Unicode | PatternFlags.UnicodeSets;
        return (flags & UnicodeModes) == UnicodeModes ? throw new PatternSyntaxException(PatternError.InvalidFlags, -1) : flags;
    }
}
