using System.Text;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <summary>Where a setter of the URL class enters the parser (URL Standard §6.1).</summary>
internal enum UrlState
{
    SchemeStart,
    Scheme,
    NoScheme,
    SpecialRelativeOrAuthority,
    PathOrAuthority,
    Relative,
    RelativeSlash,
    SpecialAuthoritySlashes,
    SpecialAuthorityIgnoreSlashes,
    Authority,
    Host,
    Hostname,
    Port,
    File,
    FileSlash,
    FileHost,
    PathStart,
    Path,
    OpaquePath,
    Query,
    Fragment,
}

/// <summary>The basic URL parser (URL Standard §4.4), with and without a state override.</summary>
internal sealed partial class UrlParser
{
    private const int End = -1;

    private readonly int[] _input;
    private readonly WhatwgUrl? _base;
    private readonly UrlState? _override;
    private readonly WhatwgUrl _url;
    private readonly StringBuilder _buffer = new();
    private UrlState _state;
    private int _at;
    private bool _atSignSeen;
    private bool _insideBrackets;
    private bool _passwordTokenSeen;

    private UrlParser(string input, WhatwgUrl? baseUrl, WhatwgUrl url, UrlState? stateOverride)
    {
        _input = [.. input.EnumerateRunes().Select(r => r.Value)];
        _base = baseUrl;
        _url = url;
        _override = stateOverride;
        _state = stateOverride ?? UrlState.SchemeStart;
    }

    private enum Step
    {
        Next,
        Done,
        Failure,
    }

    /// <returns>Null for what is no URL.</returns>
    public static WhatwgUrl? Parse(string input, WhatwgUrl? baseUrl)
    {
        var url = new WhatwgUrl();
        var trimmed = input.AsSpan().Trim(" \0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");
        return new UrlParser(WithoutTabsAndNewlines(trimmed.ToString()), baseUrl, url, null).Run() ? url : null;
    }

    /// <summary>Sets a part of <paramref name="url"/>, as the setters do; false leaves it in a state that the caller throws away.</summary>
    public static bool Set(WhatwgUrl url, string input, UrlState state) => new UrlParser(WithoutTabsAndNewlines(input), null, url, state).Run();

    public static int? DefaultPort(string scheme) => scheme switch
    {
        "http" or "ws" => 80,
        "https" or "wss" => 443,
        "ftp" => 21,
        "file" => 0,
        _ => null,
    };

    public static bool IsNormalizedDriveLetter(string text) => text.Length == 2 && char.IsAsciiLetter(text[0]) && text[1] == ':';

    private static bool IsDriveLetter(string text) => text.Length == 2 && char.IsAsciiLetter(text[0]) && text[1] is ':' or '|' && text.Length == 2;

    private static string WithoutTabsAndNewlines(string text) =>
        text.AsSpan().IndexOfAny('\t', '\n', '\r') < 0 ? text : text.Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);

    private bool Run()
    {
        for (_at = 0; ; _at++)
        {
            var c = _at < _input.Length ? _input[_at] : End;
            var step = Handle(c);
            if (step != Step.Next)
            {
                return step == Step.Done;
            }

            if (_at >= _input.Length)
            {
                return true;
            }
        }
    }

    private Step Handle(int c) => _state switch
    {
        UrlState.SchemeStart => SchemeStart(c),
        UrlState.Scheme => Scheme(c),
        UrlState.NoScheme => NoScheme(c),
        UrlState.SpecialRelativeOrAuthority => SpecialRelativeOrAuthority(c),
        UrlState.PathOrAuthority => PathOrAuthority(c),
        UrlState.Relative => Relative(c),
        UrlState.RelativeSlash => RelativeSlash(c),
        UrlState.SpecialAuthoritySlashes => SpecialAuthoritySlashes(c),
        UrlState.SpecialAuthorityIgnoreSlashes => SpecialAuthorityIgnoreSlashes(c),
        UrlState.Authority => Authority(c),
        UrlState.Host or UrlState.Hostname => Hostname(c),
        UrlState.Port => Port(c),
        UrlState.File => File(c),
        UrlState.FileSlash => FileSlash(c),
        UrlState.FileHost => FileHost(c),
        UrlState.PathStart => PathStart(c),
        UrlState.Path => Path(c),
        UrlState.OpaquePath => OpaquePath(c),
        UrlState.Query => Query(c),
        UrlState.Fragment => Fragment(c),
        _ => throw new InvalidOperationException($"Unknown state {_state}"),
    };

    private Step Go(UrlState state)
    {
        _state = state;
        return Step.Next;
    }

    /// <summary>The next state looks at the same character again.</summary>
    private Step Again(UrlState state, int back = 1)
    {
        _state = state;
        _at -= back;
        return Step.Next;
    }

    private int Ahead(int count) => _at + count < _input.Length ? _input[_at + count] : End;

    private static bool IsSlash(int c) => c is '/' or '\\';

    private static bool IsLetter(int c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z';

    private static bool IsDigit(int c) => c is >= '0' and <= '9';

    private void Append(int c) => _buffer.Append(new Rune(c).ToString());
}
