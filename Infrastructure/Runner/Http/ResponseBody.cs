using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Infrastructure.Runner.Http;

/// <summary>Makes a step's value out of a body: JSON, text or bytes.</summary>
internal static class ResponseBody
{
    private const int ExcerptCharacters = 300;

    /// <param name="contentType">As the other side declared it; null for none.</param>
    /// <param name="problem">Why the body is not what was asked for, in words that follow "because".</param>
    public static bool TryConvert(byte[] body, string? contentType, ResponseType type, out StepValue value, out string problem)
    {
        problem = "";
        switch (type)
        {
            case ResponseType.Binary:
                value = new BinaryStepValue(body, contentType ?? BinaryStepValue.DefaultContentType);
                return true;
            case ResponseType.Text:
                value = StepValue.FromText(Decode(body, contentType));
                return true;
            default:
                return TryReadJson(body, contentType, out value, out problem);
        }
    }

    /// <summary>The beginning of a body that is text, on one line, for messages; null where it is none.</summary>
    public static string? Excerpt(ReadOnlySpan<byte> body, string? contentType)
    {
        var text = Decode(body, contentType);
        if (text.AsSpan().Trim().IsEmpty || text.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var line = new StringBuilder(ExcerptCharacters);
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= ExcerptCharacters)
            {
                return line.Append("...").ToString();
            }

            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
            {
                line.Append(rune.ToString());
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }

    private static bool TryReadJson(byte[] body, string? contentType, out StepValue value, out string problem)
    {
        (value, problem) = (StepValue.Null, "");
        var utf8 = IsUtf8(contentType) ? WithoutMark(body) : Encoding.UTF8.GetBytes(Decode(body, contentType));
        if (utf8.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return true;
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            problem = "it is not text";
            return false;
        }

        var json = new JsonStepValue(utf8);
        try
        {
            // Parsing is what validates; the value keeps the parsed form for the references of later steps.
            _ = json.Element;
            value = json;
            return true;
        }
        catch (JsonException failure)
        {
            problem = $"it breaks off or is malformed in line {failure.LineNumber + 1}";
            return false;
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(byte[] body) => body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsMemory(3) : body;

    private static string Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        var text = (FindEncoding(contentType) ?? Encoding.UTF8).GetString(body);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    private static bool IsUtf8(string? contentType) => FindEncoding(contentType) is null or UTF8Encoding or ASCIIEncoding;

    private static Encoding? FindEncoding(string? contentType)
    {
        if (contentType is null
            || !System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            || parsed.CharSet?.Trim('"') is not { Length: > 0 } name)
        {
            return null;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            // An unknown label: nearly everything is UTF-8, and what is not shows as replacement characters rather than not at all.
            return null;
        }
    }
}
