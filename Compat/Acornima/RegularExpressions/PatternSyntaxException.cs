namespace Acornima.RegularExpressions;

/// <summary>Ends the parsing of an invalid pattern; never leaves <see cref="RegExpValidator"/> and <see cref="RegExpConverter"/>.</summary>
internal sealed class PatternSyntaxException(PatternError error, int index) : Exception(error.Description)
{
    /// <summary>Stable identifier of the error.</summary>
    internal string Code => error.Code;

    /// <summary>UTF-16 offset into the pattern; -1 where the flags are wrong.</summary>
    internal int Index => index;
}

/// <summary>What can be wrong with a pattern: a stable identifier and its words.</summary>
internal sealed record PatternError(string Code, string Description)
{
    internal static readonly PatternError InvalidFlags = new("InvalidRegExpFlags", "Invalid regular expression flags");
    internal static readonly PatternError NestingTooDeep = new("RegExpNestingTooDeep", "Regular expression is nested too deeply");

    internal static readonly PatternError UnterminatedGroup = new("UnterminatedGroup", "Unterminated group");
    internal static readonly PatternError UnmatchedParenthesis = new("UnmatchedParenthesis", "Unmatched ')'");
    internal static readonly PatternError InvalidGroup = new("InvalidGroup", "Invalid group");
    internal static readonly PatternError InvalidModifier = new("InvalidModifier", "Invalid modifier in group");
    internal static readonly PatternError RepeatedModifier = new("RepeatedModifier", "Modifier appears twice in group");
    internal static readonly PatternError EmptyModifiers = new("EmptyModifiers", "Group has '-' but no modifiers");

    internal static readonly PatternError InvalidGroupName = new("InvalidCaptureGroupName", "Invalid capture group name");
    internal static readonly PatternError DuplicateGroupName = new("DuplicateCaptureGroupName", "Duplicate capture group name");
    internal static readonly PatternError InvalidNamedReference = new("InvalidNamedReference", "Invalid named reference");
    internal static readonly PatternError UnknownNamedReference = new("InvalidNamedCaptureReference", "Named reference to a group that does not exist");
    internal static readonly PatternError UnknownReference = new("InvalidBackreference", "Reference to a group that does not exist");

    internal static readonly PatternError NothingToRepeat = new("NothingToRepeat", "Nothing to repeat");
    internal static readonly PatternError QuantifierOutOfOrder = new("QuantifierOutOfOrder", "Numbers out of order in {} quantifier");
    internal static readonly PatternError IncompleteQuantifier = new("IncompleteQuantifier", "Incomplete quantifier");
    internal static readonly PatternError LoneQuantifierBracket = new("LoneQuantifierBrackets", "Lone quantifier brackets");

    internal static readonly PatternError TrailingBackslash = new("EscapeAtEndOfPattern", "\\ at end of pattern");
    internal static readonly PatternError InvalidEscape = new("InvalidEscape", "Invalid escape");
    internal static readonly PatternError InvalidControlEscape = new("InvalidControlEscape", "Invalid control escape");
    internal static readonly PatternError InvalidHexEscape = new("InvalidHexEscape", "Invalid hexadecimal escape");
    internal static readonly PatternError InvalidUnicodeEscape = new("InvalidUnicodeEscape", "Invalid Unicode escape");
    internal static readonly PatternError InvalidDecimalEscape = new("InvalidDecimalEscape", "Invalid decimal escape");
    internal static readonly PatternError InvalidPropertyName = new("InvalidPropertyName", "Invalid property name");
    internal static readonly PatternError NegatedPropertyOfStrings = new("NegatedPropertyOfStrings", "Negated property that contains strings");

    internal static readonly PatternError UnterminatedClass = new("UnterminatedCharacterClass", "Unterminated character class");
    internal static readonly PatternError ClassRangeOutOfOrder = new("RangeOutOfOrder", "Range out of order in character class");
    internal static readonly PatternError InvalidClassRange = new("InvalidCharacterClass", "Class escape used as a bound of a range in character class");
    internal static readonly PatternError InvalidClassSetCharacter = new("InvalidClassSetCharacter", "Character must be escaped in character class");
    internal static readonly PatternError InvalidClassSetOperation = new("InvalidClassSetOperation", "Invalid set operation in character class");
    internal static readonly PatternError NegatedClassWithStrings = new("NegatedCharacterClassWithStrings", "Negated character class may contain strings");
    internal static readonly PatternError UnterminatedClassString = new("UnterminatedClassString", "Unterminated string in character class");
}
