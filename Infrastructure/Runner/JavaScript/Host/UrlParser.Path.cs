using System.Text;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <content>The states of file addresses, path, query and fragment.</content>
internal sealed partial class UrlParser
{
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
