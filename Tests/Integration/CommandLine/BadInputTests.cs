using ConnectionsConsole.Tests.Support;
using ConnectionsConsole.Tests.Support.Http;

namespace ConnectionsConsole.Tests.Integration.CommandLine;

/// <summary>What cannot work is refused in one sentence that names the setting and what to do, before anything is made.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryDirectory _parent = new();

    private string Data => _parent.Combine("data");

    public void Dispose() => _parent.Dispose();

    [Theory]
    [InlineData("'frobnicate'", "frobnicate")]
    [InlineData("'--frobnicate'", "serve", "--frobnicate")]
    [InlineData("--data", "serve", "--data")]
    [InlineData("--data is empty", "serve", "--data", "")]
    [InlineData("--role", "user", "create", "ann@example.com")]
    [InlineData("not \"king\"", "user", "create", "ann@example.com", "--role", "king")]
    [InlineData("--name", "token", "create", "--role", "admin")]
    [InlineData("--role", "token", "create", "--name", "Sign-up")]
    [InlineData("not \"king\"", "token", "create", "--name", "Sign-up", "--role", "king")]
    [InlineData("not \"1\"", "token", "create", "--name", "Sign-up", "--role", "1")]
    [InlineData("--expires is \"soon\"", "token", "create", "--name", "Sign-up", "--role", "admin", "--expires", "soon")]
    [InlineData("--expires is \"-1d\"", "token", "create", "--name", "Sign-up", "--role", "admin", "--expires=-1d")]
    [InlineData("instance", "run")]
    public async Task CommandLine_ThatCannotBeUnderstood_IsRefused(string words, params string[] arguments)
    {
        var sentence = await ConsoleCommand.RefusedAsync(arguments);
        Assert.Contains(words, sentence, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://127.0.0.1:5080")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:0;nonsense")]
    public async Task Urls_ThatAreNone_AreRefused_AndNoFolderIsMade(string urls)
    {
        foreach (var command in (string[])["serve", "demo"])
        {
            var sentence = await ConsoleCommand.RefusedAsync([command, "--data", Data, "--urls", urls]);
            Assert.StartsWith($"--urls is \"{urls}\": give addresses such as http://127.0.0.1:5080", sentence, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Urls_WithHttpsWithoutCertificate_AreRefused()
    {
        var sentence = await ConsoleCommand.RefusedAsync(["serve", "--data", Data, "--urls", "https://127.0.0.1:0"]);
        Assert.Contains("--urls", sentence, StringComparison.Ordinal);
        Assert.Contains("certificate", sentence, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task UsedPort_IsRefused()
    {
        await using var other = await TestHttpServer.StartAsync();
        var urls = $"http://127.0.0.1:{other.Port}";
        var sentence = await ConsoleCommand.RefusedAsync(["serve", "--data", Data, "--urls", urls]);
        Assert.StartsWith($"The console cannot listen on {urls}:", sentence, StringComparison.Ordinal);
        Assert.EndsWith("Give another address with --urls.", sentence, StringComparison.Ordinal);
        await ConsoleCommand.RefusedAsync(["demo", "--data", Data, "--urls", urls]);
        Assert.False(Directory.Exists(Data));

        sentence = await ConsoleCommand.RefusedAsync(["sandbox", "--data", Data, "--urls", urls]);
        Assert.Contains($"cannot listen on 127.0.0.1, port {other.Port}", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("demo")]
    [InlineData("sandbox")]
    public async Task DataFolder_ThatIsAFile_IsRefused(string command)
    {
        await File.WriteAllTextAsync(Data, "mine");
        var sentence = await ConsoleCommand.RefusedAsync([command, "--data", Data]);
        Assert.Contains(Data, sentence, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Data));
    }

    [Fact]
    public async Task DataFolder_ThatCannotBeMade_IsRefused()
    {
        var sentence = await ConsoleCommand.RefusedAsync(["serve", "--data", "/proc/nothing/here"]);
        Assert.StartsWith("The data folder /proc/nothing/here of --data cannot be written", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Database:Provider is \"Oracle\"; it takes Sqlite, SqlServer, PostgreSql.", "Database__Provider", "Oracle")]
    [InlineData("Database:ConnectionString is empty; SqlServer needs one.", "Database__Provider", "SqlServer")]
    [InlineData("Database:Synchronous is \"Off\"", "Database__Synchronous", "Off")]
    [InlineData("Egress:Allow:0 (\"nonsense\")", "Egress__Allow__0", "nonsense")]
    [InlineData("Egress:Alow", "Egress__Alow", "127.0.0.1:80")]
    [InlineData("Runner:MaximumConcurrentRuns is 0; it takes 1 to 10000.", "Runner__MaximumConcurrentRuns", "0")]
    [InlineData("'Runner:RunTimeout'", "Runner__RunTimeout", "soon")]
    [InlineData("ReverseProxy:Known has \"proxy.example\"", "ReverseProxy__Known__0", "proxy.example")]
    [InlineData("Api:RequestsPerSecond is 0; it takes 1 to 100000.", "Api__RequestsPerSecond", "0")]
    [InlineData("Api:Burst is 1; it takes 100", "Api__Burst", "1")]
    [InlineData("Secrets:MasterKey is not a key", "Secrets__MasterKey", "short")]
    public async Task Setting_WithAWrongValue_IsRefused_AndNoDatabaseIsMade(string words, string variable, string value)
    {
        var sentence = await ConsoleCommand.RefusedAsync(["serve", "--data", Data, "--urls", "http://127.0.0.1:0"], (variable, value));
        Assert.Contains(words, sentence, StringComparison.Ordinal);
        Assert.Empty(Directory.Exists(Data) ? Directory.GetFileSystemEntries(Data) : []);
    }

    [Fact]
    public async Task ServerDatabase_WithoutMasterKey_IsRefused()
    {
        var sentence = await ConsoleCommand.RefusedAsync(["serve", "--data", Data],
            ("Database__Provider", "PostgreSql"), ("Database__ConnectionString", "Host=127.0.0.1;Port=1;Database=console;Username=console"));
        Assert.StartsWith("There is no master key: set Secrets:MasterKey", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerDatabase_ThatCannotBeReached_IsRefused()
    {
        var sentence = await ConsoleCommand.RefusedAsync(["migrate", "--data", Data],
            ("Database__Provider", "PostgreSql"), ("Database__ConnectionString", "Host=127.0.0.1;Port=1;Database=console;Username=console"),
            ("Secrets__MasterKey", Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(i => (byte)i)])));
        Assert.StartsWith("The PostgreSql database of Database:ConnectionString cannot be reached", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"Runner\": ")]
    [InlineData("Runner = fast")]
    [InlineData("")]
    public async Task ConfigurationFile_ThatIsNoJson_IsRefused(string text)
    {
        Directory.CreateDirectory(Data);
        var file = Path.Combine(Data, "appsettings.json");
        await File.WriteAllTextAsync(file, text);
        var sentence = await ConsoleCommand.RefusedAsync(["serve", "--data", Data]);
        Assert.StartsWith($"The configuration file {file} is no valid JSON", sentence, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFileSystemEntries(Data));
    }
}
