using System.Text;
using System.Text.Json;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Secrets.Redaction;
using ConnectionsConsole.Tests.Support.Canary;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectionsConsole.Tests.Unit.Secrets;

/// <summary>
/// Properties over random secrets in random text; a fixed seed, so that a failure comes back. A bar stands before each planted secret:
/// random text may end in half an escape, such as one backslash, behind which an escaped secret would mean something else.
/// </summary>
public sealed class RedactionPropertyTests
{
    private const string Alphabet = "abcXYZ019 \"'\\/<>&%+=-_.;:{}[],\n\r\tuäß€😀";

    private static readonly string[] s_characters = [.. Alphabet.EnumerateRunes().Select(rune => rune.ToString())];

    private static Gen<string> Text(int minimum, int maximum) =>
        from length in Gen.Choose(minimum, maximum)
        from characters in Gen.ArrayOf(Gen.Elements(s_characters), length)
        select string.Concat(characters);

    private static Gen<string> Secrets() =>
        from secret in Text(6, 30)
        where secret.Trim().Length >= Redaction.MinimumLength
        select secret;

    private static void Check(int count, Property property) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20260101, 7));

    [Fact]
    public void Redact_WithEachEncodingInRandomText_LeavesNoEncodingOfTheSecret() => Check(60, Prop.ForAll(
        Arb.From(from secret in Secrets() from before in Text(0, 30) from after in Text(0, 30) select (secret, before, after)),
        sample =>
        {
            var redactor = new Redactor([sample.secret]);
            var scanner = new CanaryScanner(sample.secret);
            foreach (var (name, encoded) in CanaryEncodings.Of(sample.secret))
            {
                var redacted = redactor.Redact(sample.before + "|" + encoded + sample.after);
                var findings = scanner.ScanText(name, redacted);
                Assert.True(findings.Count == 0, $"{name}: {string.Join("; ", findings)} in <{redacted}>");
                Assert.Contains(Redaction.Replacement, redacted, StringComparison.Ordinal);
            }
        }));

    [Fact]
    public void Redact_WithRandomJson_StaysValidAndIsClean() => Check(150, Prop.ForAll(
        Arb.From(from secret in Secrets() from texts in Gen.ArrayOf(Text(0, 12), 6) select (secret, texts)),
        sample =>
        {
            var (secret, texts) = sample;
            var json = JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["k" + texts[0]] = texts[1] + secret + texts[2],
                ["n" + secret] = new object[] { 1, secret, new { inner = JsonSerializer.Serialize(secret + texts[3]) } },
                ["z"] = texts[4] + Uri.EscapeDataString(secret),
            });

            var redacted = new Redactor([secret]).Redact(json);

            JsonDocument.Parse(redacted).Dispose();
            Assert.Empty(new CanaryScanner(secret).ScanText("json", redacted));
        }));

    [Fact]
    public void Redact_WithPiecesOfJsonAsSecrets_KeepsJsonValid() => Check(400, Prop.ForAll(
        Arb.From(
            from texts in Gen.ArrayOf(Text(0, 12), 4)
            from number in Gen.Choose(100000, int.MaxValue)
            from start in Gen.Choose(0, 1000)
            from length in Gen.Choose(6, 40)
            select (texts, number, start, length)),
        sample =>
        {
            var json = JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["a" + sample.texts[0]] = sample.texts[1],
                ["b"] = new object[] { sample.number, true, sample.texts[2], new { c = sample.texts[3] } },
            });
            var start = sample.start % json.Length;
            var secret = json.Substring(start, Math.Min(sample.length, json.Length - start));

            var redacted = new Redactor([secret]).Redact(json);

            JsonDocument.Parse(redacted).Dispose();
            Assert.True(secret.Length < Redaction.MinimumLength || !redacted.Contains(secret, StringComparison.Ordinal), redacted);
        }));

    [Fact]
    public void OpenWrite_WithABorderAtEveryPosition_WritesWhatRedactingAtOnceGives() => Check(8, Prop.ForAll(
        Arb.From(
            from secret in Secrets()
            from before in Text(0, 100)
            from after in Text(0, 100)
            from encoding in Gen.Choose(0, 1000)
            select (secret, before, after, encoding)),
        sample =>
        {
            var redactor = new Redactor([sample.secret]);
            var encodings = CanaryEncodings.Of(sample.secret).ToList();
            var encoded = encodings[sample.encoding % encodings.Count].Encoded;
            // The brace in front makes it no JSON, for which streams make no promise.
            var bytes = Encoding.UTF8.GetBytes("}" + sample.before + "|" + encoded + sample.after + "|" + encoded);
            var expected = Encoding.UTF8.GetString(redactor.Redact(bytes));

            for (var border = 0; border <= bytes.Length; border++)
            {
                Assert.Equal(expected, Write(redactor, [bytes[..border], bytes[border..]], batch: 1));
            }

            Assert.Equal(expected, Write(redactor, bytes.Select(value => new[] { value }), batch: 1));
        }));

    [Fact]
    public void OpenWrite_WithManySmallWritesOfLongText_LeavesNothing() => Check(10, Prop.ForAll(
        Arb.From(
            from secret in Secrets()
            from filler in Gen.ArrayOf(Text(0, 60), 25)
            from picks in Gen.ArrayOf(Gen.Choose(0, 1000), 25)
            from size in Gen.Choose(1, 97)
            select (secret, filler, picks, size)),
        sample =>
        {
            var redactor = new Redactor([sample.secret]);
            var encodings = CanaryEncodings.Of(sample.secret).ToList();
            var text = new StringBuilder("}");
            foreach (var (filler, pick) in sample.filler.Zip(sample.picks))
            {
                text.Append(filler).Append('|').Append(encodings[pick % encodings.Count].Encoded);
            }

            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            var expected = Encoding.UTF8.GetString(redactor.Redact(bytes));

            Assert.Empty(new CanaryScanner(sample.secret).ScanText("at once", expected));
            Assert.Equal(expected, Write(redactor, bytes.Chunk(sample.size), batch: 1));
            Assert.Equal(expected, Write(redactor, bytes.Chunk(sample.size), batch: 100));
        }));

    [Fact]
    public void OpenWrite_WithLongRunsOfBackslashes_KeepsEscapesInStep()
    {
        // It begins with an escape, \u0022, which one backslash too many or too few before it would undo.
        const string secret = "\"quote\"and\\slash";
        var redactor = new Redactor([secret]);
        for (var run = 0; run < 300; run += 3)
        {
            var bytes = Encoding.UTF8.GetBytes("}" + new string('\\', run * 2) + JsonSerializer.Serialize(secret)[1..^1] + new string('x', 700));
            var expected = Encoding.UTF8.GetString(redactor.Redact(bytes));

            Assert.Contains(Redaction.Replacement, expected, StringComparison.Ordinal);
            Assert.Equal(expected, Write(redactor, bytes.Chunk(3 + (run % 5)), batch: 1));
        }
    }

    private static string Write(Redactor redactor, IEnumerable<byte[]> chunks, int batch)
    {
        using var destination = new MemoryStream();
        using (var stream = redactor.OpenWrite(destination, leaveOpen: true, batch))
        {
            foreach (var chunk in chunks)
            {
                stream.Write(chunk);
            }
        }

        return Encoding.UTF8.GetString(destination.ToArray());
    }
}
