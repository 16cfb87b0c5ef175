using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConnectionsConsole.Tests.Support.Canary;

/// <summary>Where a planted secret came to light.</summary>
/// <param name="Where">The file, stream or text.</param>
/// <param name="Canary">The secret as it was planted.</param>
/// <param name="Encoding">The form in which it was found.</param>
/// <param name="Offset">In bytes.</param>
public sealed record CanaryFinding(string Where, string Canary, string Encoding, int Offset)
{
    public override string ToString() => $"{Where}, byte {Offset}: \"{Canary}\" as {Encoding}";
}

/// <summary>
/// Looks for planted secrets in everything that a test can lay hands on. It works the other way round than redaction does, so that a
/// mistake in one does not hide in the other: it makes each form of the secret with the encoders that products use (one, or one after
/// another), and looks for those bytes.
/// </summary>
public sealed class CanaryScanner
{
    private static readonly JsonSerializerOptions s_default = new();
    private static readonly JsonSerializerOptions s_relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Form> _forms = [];

    public CanaryScanner(IEnumerable<string> canaries)
    {
        foreach (var canary in canaries.Distinct(StringComparer.Ordinal))
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(canary.Length, 6, nameof(canaries));
            _forms.AddRange(FormsOf(canary));
        }
    }

    public CanaryScanner(params string[] canaries)
        : this((IEnumerable<string>)canaries)
    {
    }

    public IReadOnlyList<CanaryFinding> ScanText(string where, string text) => ScanBytes(where, Encoding.UTF8.GetBytes(text));

    public IReadOnlyList<CanaryFinding> ScanBytes(string where, ReadOnlySpan<byte> bytes)
    {
        var findings = new List<CanaryFinding>();
        foreach (var form in _forms)
        {
            var offset = bytes.IndexOf(form.Bytes);
            if (offset >= 0)
            {
                findings.Add(new CanaryFinding(where, form.Canary, form.Encoding, offset));
            }
        }

        return findings;
    }

    public IReadOnlyList<CanaryFinding> ScanStream(string where, Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return ScanBytes(where, copy.GetBuffer().AsSpan(0, (int)copy.Length));
    }

    public IReadOnlyList<CanaryFinding> ScanFile(string path)
    {
        // A database or log may be open for writing at the same time.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return ScanStream(path, stream);
    }

    public IReadOnlyList<CanaryFinding> ScanDirectory(string path) =>
        [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(ScanFile)];

    private static IEnumerable<Form> FormsOf(string canary)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { [canary] = "plain text" };
        foreach (var (first, encodeFirst) in TextEncoders())
        {
            var once = encodeFirst(canary);
            texts.TryAdd(once, first);
            foreach (var (second, encodeSecond) in TextEncoders())
            {
                texts.TryAdd(encodeSecond(once), $"{first} in {second}");
            }
        }

        foreach (var (text, encoding) in texts)
        {
            yield return new Form(canary, encoding, Encoding.UTF8.GetBytes(text));
        }

        // Databases and some logs keep text in UTF-16.
        yield return new Form(canary, "UTF-16", Encoding.Unicode.GetBytes(canary));
        foreach (var line in canary.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length is >= 16 && line.Length < canary.Length))
        {
            if (!line.StartsWith("-----", StringComparison.Ordinal))
            {
                yield return new Form(canary, "one of its lines", Encoding.UTF8.GetBytes(line));
            }
        }

        foreach (var form in BinaryForms(canary))
        {
            yield return form;
        }
    }

    private static IEnumerable<Form> BinaryForms(string canary)
    {
        var value = Encoding.UTF8.GetBytes(canary);
        yield return new Form(canary, "hexadecimal, lower case", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(value)));
        yield return new Form(canary, "hexadecimal, upper case", Encoding.ASCII.GetBytes(Convert.ToHexString(value)));
        for (var offset = 0; offset < 3; offset++)
        {
            var digits = Base64DigitsOf(value, offset);
            yield return new Form(canary, $"base64 at offset {offset}", Encoding.ASCII.GetBytes(digits));
            yield return new Form(canary, $"base64url at offset {offset}", Encoding.ASCII.GetBytes(digits.Replace('+', '-').Replace('/', '_')));
            yield return new Form(canary, $"base64 at offset {offset} in URL", Encoding.ASCII.GetBytes(Uri.EscapeDataString(digits)));
        }
    }

    /// <summary>The digits that stay the same whatever stands around the secret, found by trying two opposite surroundings.</summary>
    private static string Base64DigitsOf(byte[] value, int offset)
    {
        string Surround(byte filler) => Convert.ToBase64String(
            [.. Enumerable.Repeat(filler, offset), .. value, .. Enumerable.Repeat(filler, 3 - ((offset + value.Length) % 3))]);

        var (zeros, ones) = (Surround(0), Surround(255));
        var same = zeros.Zip(ones, (left, right) => left == right).ToList();
        return zeros[same.IndexOf(true)..(same.LastIndexOf(true) + 1)];
    }

    private static IEnumerable<(string Name, Func<string, string> Encode)> TextEncoders()
    {
        yield return ("JSON", text => Json(text, s_default));
        yield return ("JSON, relaxed", text => Json(text, s_relaxed));
        yield return ("JSON, as JavaScript writes it", MinimalJson);
        yield return ("JSON, ASCII with lower-case digits", text => MinimalJson(text, EscapeLower));
        yield return ("JSON, ASCII with upper-case digits and escaped slashes", text => MinimalJson(text, EscapeUpper).Replace("/", "\\/", StringComparison.Ordinal));
        yield return ("JSON, all characters escaped", text => string.Concat(text.Select(EscapeLower)));
        yield return ("URL", Uri.EscapeDataString);
        yield return ("URL, lower-case digits", text => LowerPercent(Uri.EscapeDataString(text)));
        yield return ("form", WebUtility.UrlEncode);
        yield return ("form, lower-case digits", text => LowerPercent(WebUtility.UrlEncode(text)));
        yield return ("URL, all bytes escaped", text => string.Concat(Encoding.UTF8.GetBytes(text).Select(value => $"%{value:X2}")));
        yield return ("XML", text => SecurityElement.Escape(text));
        yield return ("HTML", WebUtility.HtmlEncode);
        yield return ("HTML, hexadecimal references", text => HtmlEncoder.Default.Encode(text));
    }

    private static string Json(string text, JsonSerializerOptions options) => JsonSerializer.Serialize(text, options)[1..^1];

    private static string MinimalJson(string text) => MinimalJson(text, character => character.ToString());

    private static string MinimalJson(string text, Func<char, string> encodeOther) => string.Concat(text.Select(character => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        < ' ' => EscapeLower(character),
        > '~' => encodeOther(character),
        _ => character.ToString(),
    }));

    private static string EscapeLower(char character) => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture);

    private static string EscapeUpper(char character) => "\\u" + ((int)character).ToString("X4", CultureInfo.InvariantCulture);

    private static string LowerPercent(string text)
    {
        var characters = text.ToCharArray();
        for (var index = 0; index < characters.Length - 2; index++)
        {
            if (characters[index] == '%')
            {
                characters[index + 1] = char.ToLowerInvariant(characters[index + 1]);
                characters[index + 2] = char.ToLowerInvariant(characters[index + 2]);
            }
        }

        return new string(characters);
    }

    private sealed record Form(string Canary, string Encoding, byte[] Bytes);
}
