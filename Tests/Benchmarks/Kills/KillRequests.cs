using System.Collections.Concurrent;

namespace ConnectionsConsole.Tests.Benchmarks.Kills;

/// <summary>
/// What the upstreams were asked, run by run and step by step. A step is named by its ordinal; the code step asks nobody. Also keeps what was wrong with a
/// request in itself: another idempotency key than the step's earlier ones, or an earlier step's answer that is not the one that counts.
/// </summary>
internal sealed class KillRequests
{
    private readonly ConcurrentDictionary<Guid, RunRequests> _runs = new();
    private readonly ConcurrentDictionary<string, (Guid Run, int Step)> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _faults = new();

    public IEnumerable<Guid> Runs => _runs.Keys;

    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>How often each step of the run was asked for.</summary>
    public IReadOnlyList<int> CountsOf(Guid run) => _runs.TryGetValue(run, out var requests) ? requests.Counts() : RunRequests.None;

    /// <param name="key">What names the step towards the other side; null where nothing does.</param>
    /// <param name="answer">The number of the answer that the step before got and this request builds on; null where it builds on none.</param>
    /// <returns>How often this step has been asked for, this time included: the number of the answer.</returns>
    public int Note(Guid run, int step, string? key, int? answer)
    {
        var requests = _runs.GetOrAdd(run, _ => new RunRequests());
        var (number, firstKey, counted) = requests.Note(step, key);
        if (string.IsNullOrEmpty(key))
        {
            _faults.Enqueue($"Run {run}: step {step} was asked for without an idempotency key.");
        }
        else if (firstKey != key)
        {
            _faults.Enqueue($"Run {run}: step {step} was asked for with the idempotency key {key}, before with {firstKey}.");
        }
        else if (_keys.GetOrAdd(key, (run, step)) is var owner && owner != (run, step))
        {
            _faults.Enqueue($"Run {run}: step {step} has the idempotency key {key}, which step {owner.Step} of the run {owner.Run} has.");
        }

        if (answer is { } used && used != counted)
        {
            _faults.Enqueue($"Run {run}: step {step} was built on answer {used} of the step before, which has been asked {counted} times.");
        }

        return number;
    }

    /// <summary>A request that no step of this benchmark makes.</summary>
    public void NoteUnexpected(string request) => _faults.Enqueue($"The upstreams did not expect {request}.");

    private sealed class RunRequests
    {
        public static readonly IReadOnlyList<int> None = new int[KillSteps.Count];

        private readonly Lock _gate = new();
        private readonly int[] _counts = new int[KillSteps.Count];
        private readonly string?[] _keys = new string?[KillSteps.Count];

        public int[] Counts()
        {
            lock (_gate)
            {
                return [.. _counts];
            }
        }

        public (int Number, string? FirstKey, int AnswersBefore) Note(int step, string? key)
        {
            lock (_gate)
            {
                return (++_counts[step], _keys[step] ??= key, _counts[step - 1]);
            }
        }
    }
}
