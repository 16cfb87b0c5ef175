using ConnectionsConsole.Tests.Support;
using ConnectionsConsole.Tests.Support.Processes;

namespace ConnectionsConsole.Tests.EndToEnd.Running;

/// <summary>
/// The built console, running on a fresh data folder and a free port of loopback. As a class fixture it runs with no further arguments
/// (<c>serve</c>); a fixture with others derives from it: <c>class DemoConsole() : ConsoleUnderTest("demo")</c>.
/// </summary>
public class ConsoleUnderTest : IAsyncLifetime, IAsyncDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly string[] _arguments;
    private ConsoleProcess? _process;
    private Uri? _address;

    public ConsoleUnderTest()
        : this([])
    {
    }

    /// <param name="arguments">Command and options, without <c>--data</c> and <c>--urls</c>.</param>
    protected ConsoleUnderTest(params string[] arguments) => _arguments = arguments;

    public string DataFolder => _data.Path;

    /// <summary>Ends with a slash.</summary>
    public Uri Address => _address ?? throw NotRunning();

    public ConsoleProcess Process => _process ?? throw NotRunning();

    public static ConsoleUnderTest With(params string[] arguments) => new(arguments);

    public async Task InitializeAsync()
    {
        _process = ConsoleProcess.Start([.. _arguments, "--data", DataFolder, "--urls", "http://127.0.0.1:0"]);
        _address = await _process.WaitForAddressAsync();
    }

    /// <summary>Kills it in the middle of whatever it does (kill -9) and starts it again on the same data, at another address.</summary>
    public async Task KillAndRestartAsync()
    {
        await Process.KillAsync();
        await Process.DisposeAsync();
        await InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _data.Dispose();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await DisposeAsync();
    }

    private static InvalidOperationException NotRunning() => new("The console does not run yet: await InitializeAsync first.");
}
