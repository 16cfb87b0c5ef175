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
internal sealed class UrlParser
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

    private Step SchemeStart(int c)
    {
        if (IsLetter(c))
        {
            _buffer.Append(char.ToLowerInvariant((char)c));
            return Go(UrlState.Scheme);
        }

        return _override is null ? Again(UrlState.NoScheme) : Step.Failure;
    }

    private Step Scheme(int c)
    {
        if (IsLetter(c) || IsDigit(c) || c is '+' or '-' or '.')
        {
            _buffer.Append(char.ToLowerInvariant((char)c));
            return Step.Next;
        }

        if (c == ':')
        {
            return SchemeEnd();
        }

        if (_override is not null)
        {
            return Step.Failure;
        }

        _buffer.Clear();
        _at = -1;
        return Go(UrlState.NoScheme);
    }

    private Step SchemeEnd()
    {
        var scheme = _buffer.ToString();
        if (_override is not null)
        {
            if (_url.IsSpecial != DefaultPort(scheme) is not null
                || ((_url.HasCredentials || _url.Port is not null) && scheme == "file")
                || (_url.Scheme == "file" && string.IsNullOrEmpty(_url.Host)))
            {
                return Step.Done;
            }

            _url.Scheme = scheme;
            if (_url.Port == DefaultPort(scheme))
            {
                _url.Port = null;
            }

            return Step.Done;
        }

        _url.Scheme = scheme;
        _buffer.Clear();
        if (scheme == "file")
        {
            return Go(UrlState.File);
        }

        if (_url.IsSpecial)
        {
            return Go(_base is not null && _base.Scheme == scheme ? UrlState.SpecialRelativeOrAuthority : UrlState.SpecialAuthoritySlashes);
        }

        if (Ahead(1) == '/')
        {
            _at++;
            return Go(UrlState.PathOrAuthority);
        }

        _url.OpaquePath = "";
        return Go(UrlState.OpaquePath);
    }

    private Step NoScheme(int c)
    {
        if (_base is null || (_base.OpaquePath is not null && c != '#'))
        {
            return Step.Failure;
        }

        if (_base.OpaquePath is not null)
        {
            TakeFromBase(host: false, path: true, query: true);
            _url.OpaquePath = _base.OpaquePath;
            _url.Scheme = _base.Scheme;
            _url.Fragment = "";
            return Go(UrlState.Fragment);
        }

        return Again(_base.Scheme == "file" ? UrlState.File : UrlState.Relative);
    }

    private Step SpecialRelativeOrAuthority(int c)
    {
        if (c == '/' && Ahead(1) == '/')
        {
            _at++;
            return Go(UrlState.SpecialAuthorityIgnoreSlashes);
        }

        return Again(UrlState.Relative);
    }

    private Step PathOrAuthority(int c) => c == '/' ? Go(UrlState.Authority) : Again(UrlState.Path);

    private Step Relative(int c)
    {
        _url.Scheme = _base!.Scheme;
        if (c == '/' || (_url.IsSpecial && c == '\\'))
        {
            return Go(UrlState.RelativeSlash);
        }

        TakeFromBase(host: true, path: true, query: true);
        return AfterBase(c, UrlState.Path);
    }

    private Step AfterBase(int c, UrlState path)
    {
        switch (c)
        {
            case '?':
                _url.Query = "";
                return Go(UrlState.Query);
            case '#':
                _url.Fragment = "";
                return Go(UrlState.Fragment);
            case End:
                return Step.Next;
            default:
                _url.Query = null;
                _url.ShortenPath();
                return Again(path);
        }
    }

    private void TakeFromBase(bool host, bool path, bool query)
    {
        if (host)
        {
            _url.Username = _base!.Username;
            _url.Password = _base.Password;
            _url.Host = _base.Host;
            _url.Port = _base.Port;
        }

        if (path)
        {
            _url.ReplacePath([.. _base!.Path]);
        }

        if (query)
        {
            _url.Query = _base!.Query;
        }
    }

    private Step RelativeSlash(int c)
    {
        if (_url.IsSpecial && IsSlash(c))
        {
            return Go(UrlState.SpecialAuthorityIgnoreSlashes);
        }

        if (c == '/')
        {
            return Go(UrlState.Authority);
        }

        TakeFromBase(host: true, path: false, query: false);
        return Again(UrlState.Path);
    }

    private Step SpecialAuthoritySlashes(int c)
    {
        if (c == '/' && Ahead(1) == '/')
        {
            _at++;
            return Go(UrlState.SpecialAuthorityIgnoreSlashes);
        }

        return Again(UrlState.SpecialAuthorityIgnoreSlashes);
    }

    private Step SpecialAuthorityIgnoreSlashes(int c) => IsSlash(c) ? Step.Next : Again(UrlState.Authority);

    private bool EndsAuthority(int c) => c is End or '/' or '?' or '#' || (_url.IsSpecial && c == '\\');

    private Step Authority(int c)
    {
        if (c == '@')
        {
            TakeCredentials();
            return Step.Next;
        }

        if (EndsAuthority(c))
        {
            if (_atSignSeen && _buffer.Length == 0)
            {
                return Step.Failure;
            }

            var length = _buffer.ToString().EnumerateRunes().Count();
            _buffer.Clear();
            return Again(UrlState.Host, length + 1);
        }

        Append(c);
        return Step.Next;
    }

    private void TakeCredentials()
    {
        var text = _atSignSeen ? "%40" + _buffer : _buffer.ToString();
        _atSignSeen = true;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == ':' && !_passwordTokenSeen)
            {
                _passwordTokenSeen = true;
                continue;
            }

            var encoded = UrlEncoding.Encode(rune, UrlEncoding.UserInfo);
            if (_passwordTokenSeen)
            {
                _url.Password += encoded;
            }
            else
            {
                _url.Username += encoded;
            }
        }

        _buffer.Clear();
    }

    private Step Hostname(int c)
    {
        if (_override is not null && _url.Scheme == "file")
        {
            return Again(UrlState.FileHost);
        }

        if (c == ':' && !_insideBrackets)
        {
            if (_buffer.Length == 0 || _override == UrlState.Hostname)
            {
                return Step.Failure;
            }

            return SetHost() ? Go(UrlState.Port) : Step.Failure;
        }

        if (EndsAuthority(c))
        {
            _at--;
            if (_url.IsSpecial && _buffer.Length == 0)
            {
                return Step.Failure;
            }

            if (_override is not null && _buffer.Length == 0 && (_url.HasCredentials || _url.Port is not null))
            {
                return Step.Failure;
            }

            if (!SetHost())
            {
                return Step.Failure;
            }

            return _override is not null ? Step.Done : Go(UrlState.PathStart);
        }

        _insideBrackets = c == '[' || (_insideBrackets && c != ']');
        Append(c);
        return Step.Next;
    }

    private bool SetHost()
    {
        if (UrlHost.Parse(_buffer.ToString(), _url.IsSpecial) is not { } host)
        {
            return false;
        }

        _url.Host = host;
        _buffer.Clear();
        return true;
    }

    private Step Port(int c)
    {
        if (IsDigit(c))
        {
            Append(c);
            return Step.Next;
        }

        if (!EndsAuthority(c) && _override is null)
        {
            return Step.Failure;
        }

        if (_buffer.Length > 0)
        {
            var digits = _buffer.ToString().TrimStart('0');
            if (digits.Length > 5 || (digits.Length > 0 && int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) > 65535))
            {
                return Step.Failure;
            }

            var port = digits.Length == 0 ? 0 : int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
            _url.Port = _url.IsSpecial && _url.Scheme != "file" && port == DefaultPort(_url.Scheme) ? null : port;
            _buffer.Clear();
            if (_override is not null)
            {
                return Step.Done;
            }
        }

        return _override is not null ? Step.Failure : Again(UrlState.PathStart);
    }

    private Step File(int c)
    {
        _url.Scheme = "file";
        _url.Host = "";
        if (IsSlash(c))
        {
            return Go(UrlState.FileSlash);
        }

        if (_base is null || _base.Scheme != "file")
        {
            return Again(UrlState.Path);
        }

        _url.Host = _base.Host;
        TakeFromBase(host: false, path: true, query: true);
        if (c is '?' or '#' or End)
        {
            return AfterBase(c, UrlState.Path);
        }

        _url.Query = null;
        if (StartsWithDriveLetter(_at))
        {
            _url.ReplacePath([]);
        }
        else
        {
            _url.ShortenPath();
        }

        return Again(UrlState.Path);
    }

    private bool StartsWithDriveLetter(int at) =>
        at + 1 < _input.Length && IsLetter(_input[at]) && _input[at + 1] is ':' or '|' && (at + 2 >= _input.Length || _input[at + 2] is '/' or '\\' or '?' or '#');

    private Step FileSlash(int c)
    {
        if (IsSlash(c))
        {
            return Go(UrlState.FileHost);
        }

        if (_base is { Scheme: "file" })
        {
            _url.Host = _base.Host;
            if (!StartsWithDriveLetter(_at) && _base.Path.Count > 0 && IsNormalizedDriveLetter(_base.Path[0]))
            {
                _url.Path.Add(_base.Path[0]);
            }
        }

        return Again(UrlState.Path);
    }

    private Step FileHost(int c)
    {
        if (c is not (End or '/' or '\\' or '?' or '#'))
        {
            Append(c);
            return Step.Next;
        }

        _at--;
        var text = _buffer.ToString();
        if (_override is null && IsDriveLetter(text))
        {
            return Go(UrlState.Path);
        }

        if (text.Length == 0)
        {
            _url.Host = "";
        }
        else
        {
            if (UrlHost.Parse(text, _url.IsSpecial) is not { } host)
            {
                return Step.Failure;
            }

            _url.Host = host == "localhost" ? "" : host;
        }

        _buffer.Clear();
        return _override is not null ? Step.Done : Go(UrlState.PathStart);
    }

    private Step PathStart(int c)
    {
        if (_url.IsSpecial)
        {
            return IsSlash(c) ? Go(UrlState.Path) : Again(UrlState.Path);
        }

        if (_override is null && c == '?')
        {
            _url.Query = "";
            return Go(UrlState.Query);
        }

        if (_override is null && c == '#')
        {
            _url.Fragment = "";
            return Go(UrlState.Fragment);
        }

        if (c != End)
        {
            return c == '/' ? Go(UrlState.Path) : Again(UrlState.Path);
        }

        if (_override is not null && _url.Host is null)
        {
            _url.Path.Add("");
        }

        return Step.Next;
    }

    private Step Path(int c)
    {
        var slash = c == '/' || (_url.IsSpecial && c == '\\');
        if (c != End && !slash && (_override is not null || c is not ('?' or '#')))
        {
            _buffer.Append(UrlEncoding.Encode(new Rune(c), UrlEncoding.Path));
            return Step.Next;
        }

        EndSegment(slash);
        _buffer.Clear();
        if (c == '?')
        {
            _url.Query = "";
            _state = UrlState.Query;
        }
        else if (c == '#')
        {
            _url.Fragment = "";
            _state = UrlState.Fragment;
        }

        return Step.Next;
    }

    private void EndSegment(bool slash)
    {
        var segment = _buffer.ToString();
        var dots = segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase);
        if (dots == "..")
        {
            _url.ShortenPath();
            if (!slash)
            {
                _url.Path.Add("");
            }
        }
        else if (dots == ".")
        {
            if (!slash)
            {
                _url.Path.Add("");
            }
        }
        else
        {
            if (_url.Scheme == "file" && _url.Path.Count == 0 && IsDriveLetter(segment))
            {
                segment = segment[0] + ":";
            }

            _url.Path.Add(segment);
        }
    }

    private Step OpaquePath(int c)
    {
        switch (c)
        {
            case '?':
                _url.Query = "";
                return Go(UrlState.Query);
            case '#':
                _url.Fragment = "";
                return Go(UrlState.Fragment);
            case End:
                return Step.Next;
            default:
                _url.OpaquePath += UrlEncoding.Encode(new Rune(c), UrlEncoding.Control);
                return Step.Next;
        }
    }

    private Step Query(int c)
    {
        if (c == End || (_override is null && c == '#'))
        {
            _url.Query += UrlEncoding.Encode(_buffer.ToString(), _url.IsSpecial ? UrlEncoding.SpecialQuery : UrlEncoding.Query);
            _buffer.Clear();
            if (c == '#')
            {
                _url.Fragment = "";
                _state = UrlState.Fragment;
            }

            return Step.Next;
        }

        Append(c);
        return Step.Next;
    }

    private Step Fragment(int c)
    {
        if (c == End)
        {
            _url.Fragment += UrlEncoding.Encode(_buffer.ToString(), UrlEncoding.Fragment);
            return Step.Next;
        }

        Append(c);
        return Step.Next;
    }
}
