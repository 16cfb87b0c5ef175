using System.Reflection;
using Acornima;

namespace ConnectionsConsole.Tests.Compat.RegularExpressions;

/// <summary>
/// Reaches the validator and the converter themselves. A signed assembly can befriend signed ones only, hence by reflection.
/// </summary>
internal static class RegExpSeam
{
    private static readonly TryValidateMethod s_tryValidate = Bind<TryValidateMethod>("Acornima.RegExpValidator", "TryValidate");

    private static readonly AdaptMethod s_adapt = Bind<AdaptMethod>("Acornima.RegExpConverter", "Adapt");

    private delegate bool TryValidateMethod(
        string pattern,
        string flags,
        EcmaVersion version,
        ExperimentalESFeatures features,
        out string? errorCode,
        out string? errorDescription,
        out int errorIndex);

    private delegate RegExpParseResult AdaptMethod(
        string pattern,
        string flags,
        bool compiled,
        TimeSpan? matchTimeout,
        bool throwIfNotAdaptable,
        EcmaVersion version,
        ExperimentalESFeatures features);

    internal static RegExpVerdict Validate(
        string pattern,
        string flags,
        EcmaVersion version = EcmaVersion.Latest,
        ExperimentalESFeatures features = ExperimentalESFeatures.None)
    {
        var valid = s_tryValidate(pattern, flags, version, features, out var code, out var description, out var index);
        return new RegExpVerdict(valid, code, description, index);
    }

    internal static RegExpParseResult Adapt(
        string pattern,
        string flags,
        EcmaVersion version = EcmaVersion.Latest,
        bool compiled = false,
        TimeSpan? matchTimeout = null,
        bool throwIfNotAdaptable = false) =>
        s_adapt(pattern, flags, compiled, matchTimeout, throwIfNotAdaptable, version, ExperimentalESFeatures.None);

    private static TDelegate Bind<TDelegate>(string type, string method)
        where TDelegate : Delegate =>
        typeof(EcmaVersion).Assembly.GetType(type, throwOnError: true)!
            .GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
            .CreateDelegate<TDelegate>();
}

internal sealed record RegExpVerdict(bool Valid, string? Code, string? Description, int Index);
