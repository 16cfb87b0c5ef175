using System.Security.Cryptography;
using System.Text;

namespace ConnectionsConsole.Infrastructure.Secrets.Keys;

/// <summary>
/// The key file of the embedded default, <c>DIR/keys/master.key</c>: made on first start, for its owner alone. A rotation keeps the
/// earlier key beside it as <c>master-{id}.key</c>, since backups of the database still need it.
/// </summary>
internal sealed class MasterKeyFile(string directory)
{
    private const string CurrentName = "master.key";
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerDirectory = OwnerFile | UnixFileMode.UserExecute;

    public string CurrentPath => Path.Combine(directory, CurrentName);

    /// <param name="mayCreate">
    /// Whether this is a start. In a running process a missing file means that someone moved it away: a new key would take the place of the one
    /// in memory, and lock what that one wrapped.
    /// </param>
    public MasterKey LoadCurrent(bool mayCreate)
    {
        if (!File.Exists(CurrentPath))
        {
            if (!mayCreate)
            {
                throw new MasterKeyException($"The master key file {CurrentPath} is gone: put it back before this console is stopped.");
            }

            CreateCurrent();
        }

        return Read(CurrentPath);
    }

    public IEnumerable<MasterKey> LoadPrevious() =>
        Directory.EnumerateFiles(directory, "master-*.key").Order(StringComparer.Ordinal).Select(Read);

    /// <summary>
    /// Puts a new key in place of the current one, if that still is <paramref name="expectedId"/>; otherwise another process was faster
    /// and its key stands. The lock matters: of two new keys written over each other one would be lost, with all that it wrapped.
    /// </summary>
    public void Replace(string expectedId)
    {
        using var rotating = Lock();
        var text = ReadText(CurrentPath);
        using (var current = Parse(text, CurrentPath))
        {
            if (current.Id != expectedId)
            {
                return;
            }
        }

        var earlier = Path.Combine(directory, $"master-{expectedId}.key");
        if (!File.Exists(earlier))
        {
            File.Move(WriteTemporary(text), earlier, overwrite: false);
        }

        File.Move(WriteTemporary(NewKeyText()), CurrentPath, overwrite: true);
    }

    private static MasterKey Read(string path) => Parse(ReadText(path), path);

    private static MasterKey Parse(string text, string path) => MasterKeySource.Parse(text, $"The master key file {path}");

    private static string ReadText(string path)
    {
        RefuseWhenShared(path);
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException($"The master key file {path} cannot be read: {exception.Message}", exception);
        }
    }

    private static void RefuseWhenShared(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerDirectory) != UnixFileMode.None)
        {
            throw new MasterKeyException(
                $"The master key file {path} is open to other users of this machine: run \"chmod 600 {path}\", and rotate the key if anyone may have read it.");
        }
    }

    private static string NewKeyText()
    {
        using var key = KeyBytes.CreateRandom();
        return Convert.ToBase64String(key.Span) + "\n";
    }

    private void CreateCurrent()
    {
        try
        {
            CreateDirectory();
            var temporary = WriteTemporary(NewKeyText());
            try
            {
                File.Move(temporary, CurrentPath, overwrite: false);
            }
            catch (IOException) when (File.Exists(CurrentPath))
            {
                // Another process starting on the same folder was faster: its key is the one.
                File.Delete(temporary);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException($"The master key file {CurrentPath} cannot be made: {exception.Message}", exception);
        }
    }

    private void CreateDirectory()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, OwnerDirectory);
        }
    }

    /// <summary>A whole, flushed file under another name, to be moved into place: a crash never leaves half a key under a name that counts.</summary>
    private string WriteTemporary(string text)
    {
        var path = Path.Combine(directory, $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.tmp");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        using var stream = new FileStream(path, options);
        stream.Write(Encoding.ASCII.GetBytes(text));
        stream.Flush(flushToDisk: true);
        return path;
    }

    private FileStream Lock()
    {
        var path = Path.Combine(directory, "rotation.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException($"Another rotation seems to be at work, since {path} cannot be locked: {exception.Message}", exception);
        }
    }
}
