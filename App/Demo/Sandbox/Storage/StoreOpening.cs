using System.Text.Json;

namespace ConnectionsConsole.App.Demo.Sandbox.Storage;

/// <summary>Takes a folder into use: makes what is missing, keeps other processes out, reads what is there.</summary>
internal static class StoreOpening
{
    public static FileStream LockFolder(StoreLayout layout)
    {
        try
        {
            foreach (var directory in (string[])[layout.ObjectsDirectory, layout.MetaDirectory, layout.BucketsDirectory, layout.TemporaryDirectory])
            {
                RefuseLink(directory);
                Directory.CreateDirectory(directory);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException(
                $"The sandbox cannot write to the folder '{layout.ObjectsDirectory}': {exception.Message} Choose another data folder.", exception);
        }

        try
        {
            var folderLock = new FileStream(layout.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            DeleteLeftovers(layout);
            return folderLock;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException(
                $"The folder '{layout.ObjectsDirectory}' is in use by another sandbox, or not writable: {exception.Message} Stop the other one or choose another data folder.",
                exception);
        }
    }

    public static IEnumerable<BucketIndex> ReadBuckets(StoreLayout layout)
    {
        foreach (var directory in Directory.EnumerateDirectories(layout.BucketsDirectory))
        {
            var name = Path.GetFileName(directory);
            if (BucketName.Problem(name) is null && File.Exists(layout.BucketFile(name)))
            {
                RefuseLink(directory);
                yield return ReadBucket(layout, name);
            }
        }
    }

    private static BucketIndex ReadBucket(StoreLayout layout, string name)
    {
        var index = new BucketIndex(name, Read<BucketFile>(layout.BucketFile(name)).Created);
        if (Directory.Exists(layout.ObjectFilesDirectory(name)))
        {
            foreach (var file in Directory.EnumerateFiles(layout.ObjectFilesDirectory(name), "*.json"))
            {
                var stored = Read<StoredObject>(file);

                // An edited file must not lead anywhere else than its own key does.
                if (file != layout.ObjectFile(name, stored.Key) || (stored.IsNamedByKey && !ObjectPath.CanBeFile(stored.Key)))
                {
                    throw Unreadable(file, "it does not fit its key.", null);
                }

                index.Set(stored);
            }
        }

        return index;
    }

    /// <summary>A process that was killed while it received something leaves it there; nobody refers to it.</summary>
    private static void DeleteLeftovers(StoreLayout layout)
    {
        foreach (var file in Directory.EnumerateFiles(layout.TemporaryDirectory))
        {
            File.Delete(file);
        }
    }

    private static void RefuseLink(string directory)
    {
        if (StoreLayout.IsLink(directory))
        {
            throw new SandboxException($"'{directory}' is a symbolic link, which the sandbox does not follow. Remove it or choose another data folder.");
        }
    }

    private static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(file)) ?? throw Unreadable(file, "it is empty.", null);
        }
        catch (JsonException exception)
        {
            throw Unreadable(file, exception.Message, exception);
        }
    }

    private static SandboxException Unreadable(string file, string reason, Exception? exception) =>
        new($"The sandbox cannot read its file '{file}': {reason} Delete this file (its object is forgotten) or choose another data folder.", exception);
}
