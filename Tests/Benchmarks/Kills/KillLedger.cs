namespace ConnectionsConsole.Tests.Benchmarks.Kills;

/// <summary>A run that had not ended when its process was killed.</summary>
/// <param name="Finished">How many of its steps were committed.</param>
/// <param name="Waits">It had been accepted and waited for a place.</param>
internal sealed record UnfinishedRun(Guid Id, int Finished, bool Waits);

/// <summary>A run as it stands in the database after everything.</summary>
/// <param name="Status">Its status, in words where it is anything but succeeded.</param>
/// <param name="Steps">Every step row, in order: ordinal, path and status.</param>
/// <param name="Lines">Every log line, in order: number and step.</param>
internal sealed record FinalRun(Guid Id, string Status, string Steps, string Lines);

/// <summary>
/// Remembers what was acknowledged, and at each kill what was committed and what the upstreams had been asked by then; tells afterwards what contradicts it.
/// Knows nothing of processes and databases.
/// </summary>
/// <param name="requests">How often each step of a run has been asked for.</param>
internal sealed class KillLedger(Func<Guid, IReadOnlyList<int>> requests)
{
    public const string Succeeded = "Succeeded";

    /// <summary>So many kills in a row without one more step, of processes that all finished steps: then a run is stuck.</summary>
    public const int MostKillsWithoutProgress = 25;

    public static readonly string WantedSteps = string.Join(", ", KillSteps.Ids.Select((id, ordinal) => $"{ordinal} {id} {Succeeded}"));
    public static readonly string WantedLines = string.Join(", ", KillSteps.Logging.Select((id, number) => $"{number} {id}"));

    private readonly HashSet<Guid> _acknowledged = [];
    private readonly Dictionary<Guid, HitRun> _hit = [];
    private readonly List<string> _violations = [];

    /// <summary>Runs of which the caller was told that they are accepted.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>Kills of a process that had finished a step and had at least one run under way.</summary>
    public int Kills { get; private set; }

    /// <summary>Those that came before, while a process began to take up what was left, or found nothing under way.</summary>
    public int OtherKills { get; private set; }

    /// <summary>Runs that at least one kill hit, those that waited included.</summary>
    public int RunsHit => _hit.Count;

    public int RunsHitWaiting { get; private set; }

    /// <summary>Steps that were next, or under way, at a kill.</summary>
    public int StepsHit { get; private set; }

    /// <summary>Requests that were sent once more, since their step was under way at a kill.</summary>
    public int Repeated { get; private set; }

    /// <summary>The most kills that one run has seen.</summary>
    public int OldestAge => _hit.Values.Select(h => h.Kills).DefaultIfEmpty().Max();

    /// <summary>The most processes in a row that worked, and brought one run no step further.</summary>
    public int LongestStandstill { get; private set; }

    public void Acknowledge(Guid run) => _acknowledged.Add(run);

    /// <summary>To be called after each kill, before the next process starts.</summary>
    /// <param name="worked">The process lived long enough to finish a step.</param>
    public void Kill(IReadOnlyCollection<UnfinishedRun> unfinished, bool worked)
    {
        var inTheMiddle = worked && unfinished.Any(r => !r.Waits);
        Kills += inTheMiddle ? 1 : 0;
        OtherKills += inTheMiddle ? 0 : 1;
        foreach (var run in unfinished)
        {
            if (!_hit.TryGetValue(run.Id, out var hit))
            {
                _hit[run.Id] = hit = new HitRun();
            }

            Note(run, hit, worked);
        }
    }

    /// <summary>Everything that contradicts what was promised; empty where nothing does.</summary>
    /// <param name="runs">Every run of the database, after the last process has finished them.</param>
    public IReadOnlyList<string> Check(IEnumerable<FinalRun> runs, IEnumerable<Guid> asked)
    {
        var violations = new List<string>(_violations);
        var found = new HashSet<Guid>();
        Repeated = 0;
        foreach (var run in runs)
        {
            found.Add(run.Id);
            violations.AddRange(CheckRows(run));
            violations.AddRange(CheckRequests(run.Id));
        }

        violations.AddRange(_acknowledged.Where(id => !found.Contains(id)).Select(id => $"Run {id} was acknowledged and is not in the database."));
        violations.AddRange(_hit.Keys.Where(id => !found.Contains(id)).Select(id => $"Run {id} was in the database after a kill and is not any more."));
        violations.AddRange(asked.Where(id => !found.Contains(id)).Select(id => $"Run {id} sent requests and is not in the database."));
        return violations;
    }

    private void Note(UnfinishedRun run, HitRun hit, bool worked)
    {
        hit.Kills++;
        RunsHitWaiting += run.Waits && hit.Kills == 1 ? 1 : 0;
        if (run.Finished < hit.Finished)
        {
            _violations.Add($"Run {run.Id} had {hit.Finished} finished steps after a kill and {run.Finished} after a later one.");
        }

        hit.Standstill = run.Finished > hit.Finished || hit.Kills == 1 ? 0 : hit.Standstill + (worked ? 1 : 0);
        LongestStandstill = Math.Max(LongestStandstill, hit.Standstill);
        if (hit.Standstill == MostKillsWithoutProgress && worked)
        {
            _violations.Add($"Run {run.Id} is stuck: {hit.Standstill} processes in a row brought it no further than {run.Finished} finished steps.");
        }

        var counts = requests(run.Id);
        for (var step = hit.Finished; step < Math.Min(run.Finished, KillSteps.Count); step++)
        {
            hit.AskedWhenFinished[step] = counts[step];
        }

        for (var step = run.Finished + 1; step < KillSteps.Count; step++)
        {
            if (counts[step] > 0)
            {
                _violations.Add($"Run {run.Id}: step {KillSteps.Ids[step]} had begun, and only {run.Finished} steps were committed.");
            }
        }

        hit.Finished = Math.Max(hit.Finished, run.Finished);
        if (run.Finished < KillSteps.Count)
        {
            hit.Hits[run.Finished]++;
            StepsHit += run.Waits ? 0 : 1;
        }
    }

    private static IEnumerable<string> CheckRows(FinalRun run)
    {
        if (run.Status != Succeeded)
        {
            yield return $"Run {run.Id} has not succeeded: {run.Status}.";
        }

        if (run.Steps != WantedSteps)
        {
            yield return $"Run {run.Id} has the steps \"{run.Steps}\".";
        }

        if (run.Lines != WantedLines)
        {
            yield return $"Run {run.Id} has the log lines \"{run.Lines}\".";
        }
    }

    private IEnumerable<string> CheckRequests(Guid run)
    {
        var counts = requests(run);
        var hit = _hit.GetValueOrDefault(run);
        for (var step = KillSteps.Document; step < KillSteps.Count; step++)
        {
            var (asked, most) = (counts[step], 1 + (hit?.Hits[step] ?? 0));
            Repeated += Math.Max(0, asked - 1);
            if (asked == 0)
            {
                yield return $"Run {run}: step {KillSteps.Ids[step]} never asked for anything.";
            }
            else if (asked > most)
            {
                yield return $"Run {run}: step {KillSteps.Ids[step]} asked {asked} times; {most - 1} kills hit it, so {most} would be right.";
            }

            if (hit is not null && step < hit.Finished && asked != hit.AskedWhenFinished[step])
            {
                yield return $"Run {run}: step {KillSteps.Ids[step]} was finished after {hit.AskedWhenFinished[step]} requests, and was run again: {asked} by now.";
            }
        }
    }

    private sealed class HitRun
    {
        public int Kills { get; set; }

        public int Standstill { get; set; }

        /// <summary>Steps that were committed at the last kill.</summary>
        public int Finished { get; set; }

        /// <summary>By step: the kills at which it was the next one, or under way.</summary>
        public int[] Hits { get; } = new int[KillSteps.Count];

        /// <summary>By step: how often it had been asked for when it was first seen to be committed.</summary>
        public int[] AskedWhenFinished { get; } = new int[KillSteps.Count];
    }
}
