namespace ConnectionsConsole.Tests.Benchmarks;

/// <summary>A folder for the databases of one benchmark, gone with it.</summary>
internal sealed class BenchmarkFolder : IDisposable
{
    private readonly DirectoryInfo _directory;
    private int _copies;

    public BenchmarkFolder(string parent)
    {
        _directory = Directory.CreateDirectory(Path.Combine(parent, $"console-benchmark-{Guid.NewGuid():N}"));
        Seed = _directory.CreateSubdirectory("seed").FullName;
    }

    /// <summary>What each measured process gets a copy of.</summary>
    public string Seed { get; }

    public string CopySeed()
    {
        var copy = _directory.CreateSubdirectory($"{++_copies}").FullName;
        foreach (var file in Directory.GetFiles(Seed, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Seed, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
