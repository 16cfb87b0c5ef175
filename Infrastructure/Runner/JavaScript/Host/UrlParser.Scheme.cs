namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <content>The states from the start to the slashes before the authority, and what a relative address takes from its base.</content>
internal sealed partial class UrlParser
{
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
}
