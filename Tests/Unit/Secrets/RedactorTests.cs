using System.Net;
using System.Text;
using System.Text.Json;
using ConnectionsConsole.Infrastructure.Secrets.Redaction;
using ConnectionsConsole.Tests.Support.Canary;

namespace ConnectionsConsole.Tests.Unit.Secrets;

public sealed class RedactorTests
{
    private const string Secret = "s3cr\"t <&> p/ss+wörd\\n=%41€😀";

    [Fact]
    public void Redact_WithoutASecret_ReturnsTheSameText()
    {
        var text = "nothing \\u0041 %41 &amp; here";

        Assert.Same(text, new Redactor([Secret]).Redact(text));
        Assert.False(new Redactor([Secret]).ContainsSecret(text));
    }

    [Fact]
    public void Redact_WithSecretsInText_ReplacesEachAndKeepsTheRest()
    {
        var redactor = new Redactor(["abcdefgh", "0123456789"]);

        Assert.Equal("a=[redacted], b=[redacted]; [redacted]!", redactor.Redact("a=abcdefgh, b=0123456789; abcdefgh!"));
    }

    [Fact]
    public void Redact_WithOverlappingSecrets_LeavesNothingOfEither()
    {
        var redactor = new Redactor(["abcdefgh", "efghijkl", "cdefgh"]);

        Assert.Equal("-[redacted]-", redactor.Redact("-abcdefghijkl-"));
    }

    [Fact]
    public void Create_WithShortValues_SkipsAndCountsThem()
    {
        var redactor = new Redactor(["abc", "abc", "12345", "", "123456"]);

        Assert.Equal(2, redactor.SkippedCount);
        Assert.False(redactor.IsEmpty);
        Assert.Equal("abc 12345 [redacted]", redactor.Redact("abc 12345 123456"));
        Assert.True(new Redactor(["abc", "        ", "  abc   "]).IsEmpty);
    }

    [Fact]
    public void Redact_WithNoSecretsAtAll_ChangesNothing()
    {
        var redactor = new Redactor([]);

        Assert.Equal("text"u8.ToArray(), redactor.Redact("text"u8));
        Assert.False(redactor.ContainsSecret("text"u8));
    }

    [Theory]
    [InlineData("Basic ", "user:", "")]
    [InlineData("Basic ", "us:", "!")]
    [InlineData("", "u:", "!!")]
    [InlineData("token=", "", "")]
    public void Redact_WithBase64OfTheSecret_LeavesNoDigitThatHoldsPartOfIt(string prefix, string before, string after)
    {
        var redactor = new Redactor(["hunter2-hunter2"]);
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + "hunter2-hunter2" + after));

        var redacted = redactor.Redact(prefix + encoded);

        var (first, end) = (before.Length * 8 / 6, (((before.Length + 15) * 8) + 5) / 6);
        Assert.Equal(prefix + encoded[..first] + "[redacted]" + encoded[end..].TrimStart('='), redacted);
    }

    [Fact]
    public void Redact_WithBase64OfSeveralLengths_TakesThePaddingToo()
    {
        foreach (var secret in new[] { "secret", "secret1", "secret12" })
        {
            Assert.Equal("[redacted]", new Redactor([secret]).Redact(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))));
        }
    }

    [Fact]
    public void Redact_WithAPrivateKey_FindsSingleLinesButKeepsTheArmor()
    {
        var key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\r\nAASCBKcwggSjAgEAAoIBAQC7VJTU\n-----END PRIVATE KEY-----\n";
        var redactor = new Redactor([key]);

        Assert.Equal("> [redacted]", redactor.Redact("> AASCBKcwggSjAgEAAoIBAQC7VJTU"));
        Assert.Equal("-----BEGIN PRIVATE KEY-----", redactor.Redact("-----BEGIN PRIVATE KEY-----"));
        Assert.Equal("{\"key\":\"[redacted]\"}", redactor.Redact(JsonSerializer.Serialize(new { key })));
        Assert.Equal("{\"key\":\"[redacted]\"}", redactor.Redact(JsonSerializer.Serialize(new { key = key.Trim().ReplaceLineEndings("\r\n") })));
    }

    [Fact]
    public void Redact_WithTwoRoundsOfEscaping_FindsTheSecret()
    {
        var redactor = new Redactor([Secret]);
        var json = JsonSerializer.Serialize(new { token = Secret });

        Assert.DoesNotContain("p/ss", redactor.Redact(JsonSerializer.Serialize(new { body = json })), StringComparison.Ordinal);
        Assert.Equal("u=[redacted]", redactor.Redact("u=" + Uri.EscapeDataString(Uri.EscapeDataString(Secret))));
        Assert.Equal("<a>[redacted]</a>", redactor.Redact("<a>" + WebUtility.HtmlEncode(WebUtility.UrlEncode(Secret)) + "</a>"));
    }

    [Fact]
    public void Redact_WithCapitalAndSmallHexDigitsMixed_FindsTheSecret()
    {
        var redactor = new Redactor(["päss/wörd"]);

        Assert.Equal("q=[redacted]&r", redactor.Redact("q=p%c3%A4ss%2fw%C3%b6rd&r"));
        Assert.Equal("\"[redacted]\"", redactor.Redact("\"p\\u00E4ss\\/w\\u00f6rd\""));
    }

    [Theory]
    [InlineData("123456789", "{\"a\":123456789,\"b\":[1,1234567890]}", "{\"a\":\"[redacted]\",\"b\":[1,\"[redacted]\"]}")]
    [InlineData("{\"k\":\"v1\"}", "{\"a\":{\"k\":\"v1\"},\"b\":1}", "{\"a\":\"[redacted]\",\"b\":1}")]
    [InlineData("k\":\"v1", "{\"a\":[{\"k\":\"v1\"},2]}", "{\"a\":[\"[redacted]\",2]}")]
    [InlineData("\"quoted\"", "{\"a\":\"quoted\",\"quoted\":1}", "{\"a\":\"[redacted]\",\"[redacted]\":1}")]
    [InlineData("ntest-secret", "[\"\\ntest-secret\"]", "[\"[redacted]\"]")]
    [InlineData("secret\\", "[\"my-secret\\n\"]", "[\"my-[redacted]\"]")]
    [InlineData("secret\\u", "[\"my-secret\\u0041 and\"]", "[\"my-[redacted] and\"]")]
    [InlineData("1}\n{\"a\":2", "{\"a\":1}\n{\"a\":2}\n", "\"[redacted]\"")]
    [InlineData("secret-name", "{\"secret-name\": {\"x\": \"secret-name\"}}", "{\"[redacted]\": {\"x\": \"[redacted]\"}}")]
    [InlineData("[[[[[[", "[[[[[[1]]]]]]", "\"[redacted]\"")]
    public void Redact_WithJson_KeepsItValid(string secret, string json, string expected)
    {
        var redacted = new Redactor([secret]).Redact(json);

        Assert.Equal(expected, redacted);
        JsonDocument.Parse(redacted).Dispose();
    }

    [Fact]
    public void Redact_WithJsonLines_KeepsEachLineValid()
    {
        var redacted = new Redactor(["123456"]).Redact("{\"a\":123456}\n{\"a\":\"123456\"}\n");

        Assert.Equal("{\"a\":\"[redacted]\"}\n{\"a\":\"[redacted]\"}\n", redacted);
    }

    [Fact]
    public void ContainsSecret_OnBytes_AllocatesNothing()
    {
        var redactor = new Redactor([Secret, "another-secret-value"]);
        var text = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { text = string.Concat(Enumerable.Repeat("line \"quoted\" & 100% \n", 400)) }));
        for (var round = 0; round < 50; round++)
        {
            Assert.False(redactor.ContainsSecret(text));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = redactor.ContainsSecret(text);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Canary_WhenAFormIsLeftOutOfRedaction_IsFound()
    {
        // Reversal is a form that redaction does not know: the scanner, told of it, must see what redaction lets through.
        var reversed = new string([.. Secret.Reverse()]);
        var output = new Redactor([Secret]).Redact($"{Secret} {reversed}");

        Assert.Empty(new CanaryScanner(Secret).ScanText("output", output));
        Assert.NotEmpty(new CanaryScanner(reversed).ScanText("output", output));
    }
}
