using System.Text;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <content>The states of credentials, host and port.</content>
internal sealed partial class UrlParser
{
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
}
