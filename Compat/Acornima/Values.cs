using System.Text.RegularExpressions;

namespace Acornima;

/// <summary>Pattern and flags of a regular expression literal.</summary>
public readonly struct RegExpValue : IEquatable<RegExpValue>
{
    internal RegExpValue(string pattern, string flags)
    {
        Pattern = pattern;
        Flags = flags;
    }

    public static RegExpValue From(string pattern, string flags) => new(pattern, flags);

    public string Pattern { get; }

    public string Flags { get; }

    public bool Equals(RegExpValue other) =>
        string.Equals(Pattern, other.Pattern, StringComparison.Ordinal) && string.Equals(Flags, other.Flags, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is RegExpValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Pattern, Flags);

    public override string ToString() => $"/{Pattern}/{Flags}";

    public static bool operator ==(RegExpValue left, RegExpValue right) => left.Equals(right);

    public static bool operator !=(RegExpValue left, RegExpValue right) => !left.Equals(right);
}

/// <summary>Characters of a template element, as written (line ends as LF) and with escapes resolved.</summary>
public readonly struct TemplateValue : IEquatable<TemplateValue>
{
    internal TemplateValue(string? cooked, string raw)
    {
        Cooked = cooked;
        Raw = raw;
    }

    public static TemplateValue From(string? cooked, string raw) => new(cooked, raw);

    /// <summary>Null for an invalid escape, which only tagged templates may contain.</summary>
    public string? Cooked { get; }

    public string Raw { get; }

    public bool Equals(TemplateValue other) =>
        string.Equals(Cooked, other.Cooked, StringComparison.Ordinal) && string.Equals(Raw, other.Raw, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is TemplateValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Cooked, Raw);

    public static bool operator ==(TemplateValue left, TemplateValue right) => left.Equals(right);

    public static bool operator !=(TemplateValue left, TemplateValue right) => !left.Equals(right);
}

/// <summary>What became of a regular expression literal.</summary>
public readonly struct RegExpParseResult
{
    private readonly RegExpGroupNames? _groupNames;

    private RegExpParseResult(
        bool success, object? conversionResult, object? additionalData, ParseError? conversionError, RegExpGroupNames? groupNames)
    {
        Success = success;
        ConversionResult = conversionResult;
        AdditionalData = additionalData;
        ConversionError = conversionError;
        _groupNames = groupNames;
    }

    /// <summary>False if the pattern could not be converted; <see cref="ConversionError"/> then says why.</summary>
    public bool Success { get; }

    public object? ConversionResult { get; }

    /// <summary>Whatever the maker of the result wants to keep beside it.</summary>
    public object? AdditionalData { get; }

    public ParseError? ConversionError { get; }

    /// <summary>The conversion result where it is a .NET regular expression.</summary>
    public Regex? Regex => ConversionResult as Regex;

    /// <summary>Number of groups of <see cref="Regex"/> that stand for groups of the pattern, the whole match included; 0 without a regex.</summary>
    public int ActualRegexGroupCount => _groupNames is not null ? _groupNames.Count : Regex?.GetGroupNumbers().Length ?? 0;

    /// <summary>Name that the pattern gives to a group of <see cref="Regex"/>; null for a group without a name.</summary>
    public string? GetRegexGroupName(int number)
    {
        if (_groupNames is not null)
        {
            return _groupNames[number];
        }

        var name = Regex?.GroupNameFromNumber(number);
        return string.IsNullOrEmpty(name) || char.IsAsciiDigit(name[0]) ? null : name;
    }

    public static RegExpParseResult ForSuccess(object? conversionResult = null, object? additionalData = null) =>
        new(success: true, conversionResult, additionalData, conversionError: null, groupNames: null);

    public static RegExpParseResult ForFailure(ParseError? conversionError, object? additionalData = null) =>
        new(success: false, conversionResult: null, additionalData, conversionError, groupNames: null);

    internal static RegExpParseResult ForRegex(Regex regex, RegExpGroupNames groupNames, object? additionalData = null) =>
        new(success: true, regex, additionalData, conversionError: null, groupNames);
}

/// <summary>Names of the groups of a converted pattern, by group number; the whole match is group 0.</summary>
internal sealed class RegExpGroupNames(IReadOnlyList<string?> names)
{
    public int Count => names.Count;

    public string? this[int number] => (uint)number < (uint)names.Count ? names[number] : null;
}
