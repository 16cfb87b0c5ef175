using System.Buffers;
using System.Text;
using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Infrastructure.Secrets.Redaction;

/// <inheritdoc cref="IRedactor"/>
/// <remarks>Not found, and said so in the documentation: a secret that code has reversed, split, compressed, encrypted, or broken into
/// lines of base64.</remarks>
internal sealed class Redactor : IRedactor
{
    private const int MinimumBatch = 4096;

    private static readonly byte[] s_replacement = Encoding.ASCII.GetBytes(Domain.Secrets.Redaction.Replacement);

    private readonly SecretScan _scan;

    public Redactor(IEnumerable<string> secrets)
    {
        var distinct = secrets.Where(secret => secret.Length > 0).ToHashSet(StringComparer.Ordinal);
        SkippedCount = distinct.RemoveWhere(Domain.Secrets.Redaction.IsTooShort);
        IsEmpty = distinct.Count == 0;
        _scan = new SecretScan(
            new PatternSearch(SecretPatterns.Create(distinct)), distinct.Any(secret => secret.Contains(' ', StringComparison.Ordinal)));
    }

    public bool IsEmpty { get; }

    public int SkippedCount { get; }

    internal static ReadOnlySpan<byte> ReplacementBytes => s_replacement;

    public bool ContainsSecret(ReadOnlySpan<byte> utf8) => !IsEmpty && _scan.Contains(utf8);

    public bool ContainsSecret(ReadOnlySpan<char> text)
    {
        if (IsEmpty)
        {
            return false;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var found = _scan.Contains(buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return found;
    }

    public string Redact(string text) =>
        ContainsSecret(text) ? Encoding.UTF8.GetString(RedactFound(Encoding.UTF8.GetBytes(text))) : text;

    public byte[] Redact(ReadOnlySpan<byte> utf8) => ContainsSecret(utf8) ? RedactFound(utf8) : utf8.ToArray();

    public Stream OpenWrite(Stream destination, bool leaveOpen = false) =>
        OpenWrite(destination, leaveOpen, Math.Max(MinimumBatch, _scan.LongestOccurrence));

    /// <summary>With a batch of one byte, every border between writes is a border between scans: for tests.</summary>
    internal Stream OpenWrite(Stream destination, bool leaveOpen, int batch) =>
        new RedactingStream(IsEmpty ? null : _scan, destination, leaveOpen, batch);

    private byte[] RedactFound(ReadOnlySpan<byte> utf8)
    {
        var ranges = _scan.Find(utf8);
        var replacements = JsonRanges.Widen(utf8, ranges)
            ?? ranges.ConvertAll(range => new Replacement(range.Start, range.End, IsWholeValue: false));
        return Replace(utf8, replacements);
    }

    private static byte[] Replace(ReadOnlySpan<byte> text, List<Replacement> replacements)
    {
        var result = new ArrayBufferWriter<byte>(text.Length + (replacements.Count * (s_replacement.Length + 2)));
        var position = 0;
        foreach (var replacement in replacements)
        {
            result.Write(text[position..replacement.Start]);
            var quotationMark = replacement.IsWholeValue ? "\""u8 : default;
            result.Write(quotationMark);
            result.Write(s_replacement);
            result.Write(quotationMark);
            position = replacement.End;
        }

        result.Write(text[position..]);
        return result.WrittenSpan.ToArray();
    }
}
