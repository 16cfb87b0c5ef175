using System.Text.RegularExpressions;
using Acornima.RegularExpressions;

namespace Acornima;

/// <summary>
/// Converts JavaScript regular expressions to .NET ones that match the same: same positions, same groups under the same numbers. What .NET
/// cannot express is reported, never approximated.
/// </summary>
/// <remarks>
/// Not converted: properties other than general categories and a few fixed ones (.NET has no data of scripts and most binary properties), properties
/// of strings, and backreferences that ignore case (.NET compares them by rules of its own).
/// The flags <c>g</c>, <c>y</c> and <c>d</c> say how a pattern is used, not what it matches: the result ignores them. For <c>y</c>, a match counts
/// only if it begins where it was asked for; writing that as <c>\G</c> would break callers that walk through all matches, as splitting does.
/// A match that is asked to start within a surrogate pair starts behind it, where JavaScript steps back before it: callers must step back themselves.
/// </remarks>
internal static class RegExpConverter
{
    private const string NotAdaptableCode = "RegExpConversionFailed";

    /// <summary>
    /// Longer patterns are not converted. Validation is linear, but each class escape of a few characters stands for hundreds of ranges, and
    /// .NET's own work on a pattern is not linear either.
    /// </summary>
    private const int MaximumLength = 20_000;

    /// <summary>Validates and converts a pattern.</summary>
    /// <param name="compiled">True to have .NET compile the result to IL.</param>
    /// <param name="matchTimeout">How long one match may take; null for no limit.</param>
    /// <param name="throwIfNotAdaptable">True to throw <see cref="ParseErrorException"/> for a valid pattern that .NET cannot express.</param>
    /// <exception cref="SyntaxErrorException">The pattern or its flags are invalid.</exception>
    internal static RegExpParseResult Adapt(
        string pattern,
        string flags,
        bool compiled,
        TimeSpan? matchTimeout,
        bool throwIfNotAdaptable,
        EcmaVersion version,
        ExperimentalESFeatures features)
    {
        var reason = "";
        try
        {
            var parsed = PatternParser.Parse(pattern, flags, version, features);
            if (pattern.Length > MaximumLength)
            {
                throw new PatternConversionException("it is too long");
            }

            var options = RegexOptions.CultureInvariant | (compiled ? RegexOptions.Compiled : RegexOptions.None);
            var regex = new Regex(RegexWriter.Write(parsed), options, matchTimeout ?? Regex.InfiniteMatchTimeout);
            return RegExpParseResult.ForRegex(regex, new RegExpGroupNames(parsed.GroupNames));
        }
        catch (PatternSyntaxException e)
        {
            throw new ParseError(e.Code, $"Invalid regular expression: /{pattern}/{flags}: {e.Message}", e.Index, default, null).ToException();
        }
        catch (PatternConversionException e)
        {
            reason = e.Message;
        }
        catch (RegexParseException e)
        {
            reason = e.Message;
        }
        catch (InsufficientExecutionStackException)
        {
            reason = "it is nested too deeply";
        }

        var error = new ParseError(NotAdaptableCode, $"Regular expression /{pattern}/{flags} cannot be converted to .NET: {reason}", -1, default, null);
        return throwIfNotAdaptable ? throw new ParseErrorException(error) : RegExpParseResult.ForFailure(error);
    }
}
