namespace ConnectionsConsole.Tests.Benchmarks.Kills;

/// <summary>What a console that is killed prints, read while it lives.</summary>
internal sealed class KillOutput
{
    private readonly TaskCompletionSource<bool> _working = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public KillOutput(StreamReader output) => Accepted = Task.Run(() => ReadAsync(output));

    /// <summary>Whether it has finished a step; completes with the first one, or with its end.</summary>
    public Task<bool> Working => _working.Task;

    /// <summary>Completes with its end: the runs of which it said that they are accepted. A line that the kill cut off does not count: then nobody was told.</summary>
    public Task<IReadOnlyList<Guid>> Accepted { get; }

    private async Task<IReadOnlyList<Guid>> ReadAsync(StreamReader output)
    {
        var runs = new List<Guid>();
        while (await output.ReadLineAsync() is { } line)
        {
            if (line == KillSubject.Working)
            {
                _working.TrySetResult(true);
            }
            else if (line.StartsWith(KillSubject.AcceptedPrefix, StringComparison.Ordinal) && Guid.TryParseExact(line[KillSubject.AcceptedPrefix.Length..], "D", out var run))
            {
                runs.Add(run);
            }
        }

        _working.TrySetResult(false);
        return runs;
    }
}
