using System.Diagnostics.CodeAnalysis;
using Acornima.RegularExpressions;

namespace Acornima;

/// <summary>
/// Decides whether a JavaScript regular expression is one: ECMAScript 2025 §22.2.1 (patterns and their early errors) with Annex B.1.2
/// where neither <c>u</c> nor <c>v</c> is set.
/// </summary>
internal static class RegExpValidator
{
    /// <summary>Checks a pattern with its flags.</summary>
    /// <param name="pattern">The text between the slashes; any UTF-16 text, lone surrogates included.</param>
    /// <param name="flags">The text after the second slash.</param>
    /// <param name="version">Syntax that came after this edition is refused; <see cref="EcmaVersion.Unknown"/> counts as the latest.</param>
    /// <param name="features">Features that hold although <paramref name="version"/> is older than they are.</param>
    /// <param name="errorCode">A stable identifier of what is wrong, such as <c>UnterminatedGroup</c>; null for a valid pattern.</param>
    /// <param name="errorDescription">The same in words; null for a valid pattern.</param>
    /// <param name="errorIndex">
    /// UTF-16 offset into the pattern where the offending construct (or the opening of an unfinished one) stands; -1 where the flags are wrong,
    /// and for a valid pattern.
    /// </param>
    internal static bool TryValidate(
        string pattern,
        string flags,
        EcmaVersion version,
        ExperimentalESFeatures features,
        [NotNullWhen(false)] out string? errorCode,
        [NotNullWhen(false)] out string? errorDescription,
        out int errorIndex)
    {
        try
        {
            PatternParser.Parse(pattern, flags, version, features);
            (errorCode, errorDescription, errorIndex) = (null, null, -1);
            return true;
        }
        catch (PatternSyntaxException e)
        {
            (errorCode, errorDescription, errorIndex) = (e.Code, e.Message, e.Index);
            return false;
        }
    }
}
