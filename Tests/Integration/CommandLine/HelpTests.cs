namespace ConnectionsConsole.Tests.Integration.CommandLine;

/// <summary>Every command explains itself.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("", "serve", "demo", "sandbox", "migrate", "run <instance>", "user", "token", "keys", "audit", "--data <DIR>", "--urls <URL>")]
    [InlineData("serve", "--data <DIR>", "--urls <URL>")]
    [InlineData("demo", "--exit", "--empty", "--data <DIR>")]
    [InlineData("sandbox", "--urls <URL>")]
    [InlineData("migrate", "--data <DIR>")]
    [InlineData("run", "<instance>", "--flow <KEY>", "--organization <NAME>")]
    [InlineData("user", "create <email>", "reset-password <email>")]
    [InlineData("user create", "<email>", "--role <ROLE>", "--name <NAME>")]
    [InlineData("user reset-password", "<email>", "--organization <NAME>")]
    [InlineData("token", "create")]
    [InlineData("token create", "--name <NAME>", "--role <ROLE>", "--expires <WHEN>", "--organization <NAME>", "--data <DIR>")]
    [InlineData("keys", "rotate")]
    [InlineData("audit", "verify")]
    [InlineData("audit verify", "--organization <NAME>", "--data <DIR>")]
    [InlineData("keys rotate", "--master")]
    public async Task Help_NamesCommandsAndOptions(string command, params string[] words)
    {
        var help = await ConsoleCommand.SucceedAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.All(words, word => Assert.Contains(word, help.Output, StringComparison.Ordinal));
        Assert.Empty(help.Errors);
    }
}
