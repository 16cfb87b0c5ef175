using ConnectionsConsole.Tests.Support;

namespace ConnectionsConsole.Tests.Integration.CommandLine;

/// <summary>A data folder that one call of the command line has filled, once for all tests of a class.</summary>
public abstract class FilledData(params string[] command) : IAsyncLifetime
{
    private readonly TemporaryDirectory _parent = new();

    public string Folder => _parent.Combine("data");

    public Task InitializeAsync() => ConsoleCommand.SucceedAsync([.. command, "--data", Folder]);

    public Task DisposeAsync()
    {
        _parent.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>With the demo's organization, users and instances.</summary>
public sealed class DemoData() : FilledData("demo", "--exit");

/// <summary>With a database without an organization.</summary>
public sealed class MigratedData() : FilledData("migrate");
