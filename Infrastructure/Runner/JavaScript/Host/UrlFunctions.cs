using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Runtime.Interop;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <summary>What the URL class calls. A URL crosses as its href: parsed again for each look or change, which keeps all state in the script's object.</summary>
internal static class UrlFunctions
{
    public static void Add(JsObject host, Engine engine)
    {
        void Function(string name, Func<JsValue[], JsValue> function) =>
            host.Set(name, new ClrFunction(engine, name, (_, arguments) => function(arguments)));

        Function("urlParse", a => Parse(engine, a[0].ToString(), a[1].IsUndefined() ? null : a[1].ToString()));
        Function("urlSet", a => Set(engine, a[0].ToString(), a[1].ToString(), a[2].ToString()));
        Function("formParse", a => new JsArray(engine, [.. UrlEncoding.ParseForm(a[0].ToString()).Select(t => (JsValue)t)]));
        Function("formEncode", a => UrlEncoding.FormEncode(a[0].ToString()));
        Function("domainToASCII", a => UrlHost.Parse(a[0].ToString(), isSpecial: true) ?? "");
    }

    private static JsValue Parse(Engine engine, string input, string? baseInput)
    {
        WhatwgUrl? baseUrl = null;
        if (baseInput is not null && (baseUrl = UrlParser.Parse(baseInput, null)) is null)
        {
            return JsValue.Null;
        }

        return UrlParser.Parse(input, baseUrl) is { } url ? Parts(engine, url) : JsValue.Null;
    }

    private static JsArray Parts(Engine engine, WhatwgUrl url) => new(engine,
    [
        url.Href, url.Origin, url.Scheme + ":", url.Username, url.Password, url.Authority, url.Host ?? "",
        url.Port?.ToString(CultureInfo.InvariantCulture) ?? "", url.PathText, string.IsNullOrEmpty(url.Query) ? "" : "?" + url.Query,
        string.IsNullOrEmpty(url.Fragment) ? "" : "#" + url.Fragment, url.Query is null ? JsValue.Null : url.Query,
    ]);

    /// <summary>The setters of URL Standard §6.1: what does not fit changes nothing.</summary>
    private static JsArray Set(Engine engine, string href, string part, string value)
    {
        var before = UrlParser.Parse(href, null) ?? throw new InvalidOperationException($"{href} is no URL");
        var url = before.Copy();
        return Parts(engine, Change(url, part, value) ? url : before);
    }

    private static bool Change(WhatwgUrl url, string part, string value)
    {
        switch (part)
        {
            case "protocol":
                return UrlParser.Set(url, value + ":", UrlState.SchemeStart);
            case "username" when !url.CannotHaveCredentialsOrPort:
                url.Username = UrlEncoding.Encode(value, UrlEncoding.UserInfo);
                return true;
            case "password" when !url.CannotHaveCredentialsOrPort:
                url.Password = UrlEncoding.Encode(value, UrlEncoding.UserInfo);
                return true;
            case "host" when url.OpaquePath is null:
                // A bad port after a good host keeps the host.
                var changed = UrlParser.Set(url, value, UrlState.Host);
                return changed || url.Host is not null;
            case "hostname" when url.OpaquePath is null:
                return UrlParser.Set(url, value, UrlState.Hostname);
            case "port" when !url.CannotHaveCredentialsOrPort:
                if (value.Length == 0)
                {
                    url.Port = null;
                    return true;
                }

                return UrlParser.Set(url, value, UrlState.Port);
            case "pathname" when url.OpaquePath is null:
                url.ReplacePath([]);
                return UrlParser.Set(url, value, UrlState.PathStart);
            case "search":
                url.Query = value.Length == 0 ? null : "";
                return value.Length == 0 || UrlParser.Set(url, value[0] == '?' ? value[1..] : value, UrlState.Query);
            case "hash":
                url.Fragment = value.Length == 0 ? null : "";
                return value.Length == 0 || UrlParser.Set(url, value[0] == '#' ? value[1..] : value, UrlState.Fragment);
            default:
                return false;
        }
    }
}
