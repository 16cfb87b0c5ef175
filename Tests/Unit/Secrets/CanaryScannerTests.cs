using System.Net;
using System.Text;
using System.Text.Json;
using ConnectionsConsole.Tests.Support.Canary;

namespace ConnectionsConsole.Tests.Unit.Secrets;

/// <summary>The alarm itself is tested with leaks that are put there on purpose: each leak is made by other means than the scanner's.</summary>
public sealed class CanaryScannerTests
{
    private const string Canary = "c4nary \"v<lü€\\ue\"+&/?=%41";

    private readonly CanaryScanner _scanner = new(Canary);

    public static TheoryData<string, byte[]> PlantedLeaks()
    {
        var bytes = Encoding.UTF8.GetBytes(Canary);
        var data = new TheoryData<string, byte[]>
        {
            { "raw", bytes },
            { "UTF-16", Encoding.Unicode.GetBytes(Canary) },
            { "hex", Encoding.UTF8.GetBytes(string.Concat(bytes.Select(value => $"{value:X2}"))) },
            { "hex lower", Encoding.UTF8.GetBytes(Convert.ToHexStringLower(bytes)) },
            { "json", JsonSerializer.SerializeToUtf8Bytes(new { token = Canary }) },
            { "json in json", JsonSerializer.SerializeToUtf8Bytes(new { body = JsonSerializer.Serialize(new { token = Canary }) }) },
            { "query", Encoding.UTF8.GetBytes($"https://example.test/?key={Uri.EscapeDataString(Canary)}&x=1") },
            { "form", new FormUrlEncodedContent([new("key", Canary)]).ReadAsByteArrayAsync().GetAwaiter().GetResult() },
            { "html", Encoding.UTF8.GetBytes($"<b>{WebUtility.HtmlEncode(Canary)}</b>") },
            { "xml", Encoding.UTF8.GetBytes(new System.Xml.Linq.XElement("a", new System.Xml.Linq.XAttribute("b", Canary)).ToString()) },
            { "url in json", JsonSerializer.SerializeToUtf8Bytes(new { url = "https://example.test/" + WebUtility.UrlEncode(Canary) }) },
        };
        for (var before = 0; before < 3; before++)
        {
            for (var after = 0; after < 3; after++)
            {
                var text = Convert.ToBase64String([.. new byte[before], .. bytes, .. new byte[after]]);
                data.Add($"base64 {before} {after}", Encoding.UTF8.GetBytes("Basic " + text));
                data.Add($"base64url {before} {after}", Encoding.UTF8.GetBytes(text.TrimEnd('=').Replace('+', '-').Replace('/', '_')));
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PlantedLeaks))]
    public void Scan_WithAPlantedLeak_FindsIt(string how, byte[] leak)
    {
        byte[] text = [.. "2026-01-01 GET /things "u8, .. leak, .. " 200 OK\n"u8];

        Assert.NotEmpty(_scanner.ScanBytes(how, text));
    }

    [Fact]
    public void Scan_WithoutALeak_FindsNothing()
    {
        Assert.Empty(_scanner.ScanText("log", "c4nary \"v<lu€\\ue and nearly all the rest of it: [redacted]"));
    }

    [Fact]
    public void ScanDirectory_WithALeakInOneFile_NamesFileEncodingAndOffset()
    {
        var directory = Directory.CreateTempSubdirectory("canary-");
        try
        {
            File.WriteAllText(Path.Combine(directory.FullName, "clean.log"), "nothing here");
            File.WriteAllText(Path.Combine(directory.CreateSubdirectory("inner").FullName, "leaky.log"), "key: " + Canary);

            var finding = Assert.Single(new CanaryScanner("c4nary \"v<lü").ScanDirectory(directory.FullName));

            Assert.EndsWith("leaky.log", finding.Where, StringComparison.Ordinal);
            Assert.Equal("plain text", finding.Encoding);
            Assert.Equal(5, finding.Offset);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
