namespace ConnectionsConsole.Tests.Support.Requirements;

/// <summary>
/// Something beside .NET that a test needs: a server, a browser, a program. <c>test.sh</c> installs and starts them and says by
/// environment variables where they are; a test whose requirement is missing is reported as skipped, with the reason.
/// </summary>
public sealed class Requirement
{
    private const string Remedy = "run the tests with ./test.sh, which sets it up where it can.";
    private readonly string? _value;

    private Requirement(string? value, string missing)
    {
        _value = value;
        Missing = value is null ? $"{missing}; {Remedy}" : null;
    }

    /// <summary>A PostgreSQL server; its value is a connection string whose user may create databases.</summary>
    public static Requirement PostgreSql { get; } = FromVariable("PostgreSQL", "CONSOLE_TEST_POSTGRES");

    /// <summary>OpenStack Swift's S3 interface; its value is the endpoint.</summary>
    public static Requirement Swift { get; } = FromVariable("OpenStack Swift", "CONSOLE_TEST_SWIFT");

    /// <summary>The npm package s3rver; its value is the endpoint.</summary>
    public static Requirement S3rver { get; } = FromVariable("s3rver", "CONSOLE_TEST_S3RVER");

    /// <summary>Chromium; its value is the program's path, which CONSOLE_TEST_CHROMIUM can name.</summary>
    public static Requirement Chromium { get; } = Program("Chromium", "CONSOLE_TEST_CHROMIUM", "chromium", "chromium-browser", "google-chrome");

    /// <summary>The command line client s3cmd; its value is the program's path.</summary>
    public static Requirement S3cmd { get; } = Program("s3cmd", "CONSOLE_TEST_S3CMD", "s3cmd");

    /// <summary>Node.js with the packages of <c>Tests/tools</c>; its value is the program's path.</summary>
    public static Requirement Node { get; } = NodeWithPackages();

    /// <summary>Why a test that needs this is skipped; null where it is there.</summary>
    public string? Missing { get; }

    /// <summary>Where it is.</summary>
    /// <exception cref="InvalidOperationException">It is missing: the test lacks the attribute that would have skipped it.</exception>
    public string Value => _value ?? throw new InvalidOperationException(Missing);

    private static Requirement FromVariable(string name, string variable) =>
        new(NonEmpty(Environment.GetEnvironmentVariable(variable)), $"{name} is not running here ({variable} is not set)");

    private static Requirement Program(string name, string variable, params string[] commands) =>
        new(NonEmpty(Environment.GetEnvironmentVariable(variable)) ?? FirstInPath(commands), $"{name} is not installed here");

    private static Requirement NodeWithPackages() =>
        File.Exists(RepositoryRoot.Combine("Tests", "tools", "node_modules", ".stamp"))
            ? Program("Node.js", "CONSOLE_TEST_NODE", "node")
            : new Requirement(null, "Node.js or the packages of Tests/tools are not installed here");

    private static string? FirstInPath(string[] commands)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return commands.SelectMany(command => folders.Select(folder => Path.Combine(folder, command))).FirstOrDefault(File.Exists);
    }

    private static string? NonEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
