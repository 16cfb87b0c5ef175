namespace ConnectionsConsole.Tests.Integration.Persistence;

/// <summary>Tests that send requests through the real pipeline into a real database of their own.</summary>
public abstract class PipelineTests : IAsyncLifetime
{
    private ConsoleBench? _bench;

    protected ConsoleBench Bench => _bench ?? throw new InvalidOperationException("The test has not begun.");

    /// <summary>Configuration beside that of the database.</summary>
    protected virtual (string Key, string Value)[] Settings => [];

    public async Task InitializeAsync() => _bench = await ConsoleBench.CreateAsync(DatabaseFactAttribute.NeedsServer(GetType().Name), Settings);

    public async Task DisposeAsync()
    {
        if (_bench is not null)
        {
            await _bench.DisposeAsync();
        }
    }
}
