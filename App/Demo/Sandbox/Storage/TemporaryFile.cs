namespace ConnectionsConsole.App.Demo.Sandbox.Storage;

/// <summary>A file that is being written. It vanishes on disposal unless it was moved to its place before.</summary>
internal sealed class TemporaryFile : IAsyncDisposable
{
    private readonly string _path;

    public TemporaryFile(string directory)
    {
        _path = Path.Combine(directory, Guid.NewGuid().ToString("N"));
        Stream = new FileStream(_path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
    }

    public FileStream Stream { get; }

    /// <summary>Puts the complete file into its place in one step: readers see the old content or the new one, never a mixture.</summary>
    public void MoveTo(string path)
    {
        Stream.Dispose();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(_path, path, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        File.Delete(_path);
    }
}
