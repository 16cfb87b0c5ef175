using ConnectionsConsole.App.Services;

namespace ConnectionsConsole.Tests.Components.Setup;

/// <summary>A signed-in admin of "Acme SaaS"; what the search finds is set by the test.</summary>
public sealed class FakeShell : IShellData
{
    public ShellInfo Info { get; set; } = new("Acme SaaS", "Ada Lovelace", "ada@acme.example", ConsoleNavigation.Main, ConsoleNavigation.Settings);

    public Func<string, Task<IReadOnlyList<SearchHit>>> Find { get; set; } = _ => Task.FromResult<IReadOnlyList<SearchHit>>([]);

    public List<string> Searched { get; } = [];

    public Task<ShellInfo> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Info);

    public Task<IReadOnlyList<SearchHit>> SearchAsync(string text, CancellationToken cancellationToken)
    {
        Searched.Add(text);
        return Find(text);
    }
}
