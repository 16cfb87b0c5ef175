using System.Text.Json;
using ConnectionsConsole.App.Demo.Sandbox.S3;

namespace ConnectionsConsole.App.Demo.Sandbox.Storage;

/// <summary>
/// Buckets and objects as files below one folder (see <see cref="StoreLayout"/>). Contents are written beside and moved into
/// place under one lock, so concurrent writers of a key leave one of their objects whole. People may delete or edit the files:
/// what the folder holds counts, and the entity tag is computed anew.
/// </summary>
internal sealed class ObjectStore : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, BucketIndex> _buckets = new(StringComparer.Ordinal);
    private readonly FileStream _folderLock;
    private readonly TimeProvider _timeProvider;

    private ObjectStore(StoreLayout layout, FileStream folderLock, TimeProvider timeProvider)
    {
        Layout = layout;
        _folderLock = folderLock;
        _timeProvider = timeProvider;
    }

    public StoreLayout Layout { get; }

    /// <summary>Opens the folder for this process alone and reads what an earlier one left there.</summary>
    /// <exception cref="SandboxException">The folder cannot be used; the message says why.</exception>
    public static ObjectStore Open(string rootDirectory, TimeProvider timeProvider)
    {
        var layout = new StoreLayout(Path.GetFullPath(rootDirectory));
        var store = new ObjectStore(layout, StoreOpening.LockFolder(layout), timeProvider);
        try
        {
            foreach (var bucket in StoreOpening.ReadBuckets(layout))
            {
                store._buckets.Add(bucket.Name, bucket);
            }

            return store;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            store.Dispose();
            throw new SandboxException(
                $"The sandbox cannot read its folder '{layout.MetaDirectory}': {exception.Message} Make it readable or choose another data folder.", exception);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public void Dispose() => _folderLock.Dispose();

    public TemporaryFile CreateTemporaryFile() => new(Layout.TemporaryDirectory);

    public IReadOnlyList<(string Name, DateTimeOffset Created)> Buckets()
    {
        lock (_lock)
        {
            return _buckets.Values.Select(bucket => (bucket.Name, bucket.Created)).ToList();
        }
    }

    public bool HasBucket(string bucket)
    {
        lock (_lock)
        {
            return _buckets.ContainsKey(bucket);
        }
    }

    /// <summary>False when the bucket exists already. The name must be valid.</summary>
    public bool CreateBucket(string bucket)
    {
        lock (_lock)
        {
            if (_buckets.ContainsKey(bucket))
            {
                return false;
            }

            var created = Now();
            Directory.CreateDirectory(Layout.BucketDirectory(bucket));
            WriteJson(Layout.BucketFile(bucket), new BucketFile(created));
            _buckets.Add(bucket, new BucketIndex(bucket, created));
            return true;
        }
    }

    /// <summary>Deletes an empty bucket; files in its folder that are not objects stay where they are.</summary>
    public void DeleteBucket(string bucket)
    {
        lock (_lock)
        {
            var index = Bucket(bucket);
            foreach (var stored in index.From("").ToList())
            {
                Refresh(index, stored);
            }

            if (!index.IsEmpty)
            {
                throw S3Errors.BucketNotEmpty(bucket);
            }

            Directory.Delete(Layout.BucketMetaDirectory(bucket), recursive: true);
            DeleteEmptyFolder(Layout.BucketDirectory(bucket));
            _buckets.Remove(bucket);
        }
    }

    /// <param name="content">The complete content; it is moved into the store.</param>
    /// <param name="received">What is known about the content.</param>
    /// <param name="precondition">Sees the object that would be replaced, or null, and throws to refuse.</param>
    public StoredObject Put(
        string bucket, string key, TemporaryFile content, ReceivedBody received, ObjectAttributes attributes, Action<StoredObject?> precondition)
    {
        content.Stream.Dispose();
        lock (_lock)
        {
            var index = Bucket(bucket);
            var existing = FindFresh(index, key);
            precondition(existing);
            var isNamedByKey = ObjectPath.CanBeFile(key) && index.IsNameFree(key) && Layout.IsWayClear(bucket, key)
                && !Directory.Exists(Layout.ContentFile(bucket, key, isNamedByKey: true));
            var path = Layout.ContentFile(bucket, key, isNamedByKey);
            content.MoveTo(path);
            var stored = new StoredObject
            {
                Key = key,
                IsNamedByKey = isNamedByKey,
                Length = received.Length,
                ETag = received.ETag,
                LastModified = Now(),
                FileTicks = File.GetLastWriteTimeUtc(path).Ticks,
                Attributes = attributes,
                Checksum = received.Checksum,
            };
            Save(index, stored);
            if (existing is not null && existing.IsNamedByKey != isNamedByKey)
            {
                DeleteContent(bucket, existing);
            }

            return stored;
        }
    }

    /// <summary>Changes what is said about an object, not its content.</summary>
    public void Update(string bucket, string key, Func<StoredObject, StoredObject> change)
    {
        lock (_lock)
        {
            var index = Bucket(bucket);
            Save(index, change(FindFresh(index, key) ?? throw S3Errors.NoSuchKey(key)));
        }
    }

    public StoredObject Find(string bucket, string key)
    {
        lock (_lock)
        {
            return FindFresh(Bucket(bucket), key) ?? throw S3Errors.NoSuchKey(key);
        }
    }

    /// <summary>Opens the content as it is now; a later put or delete of the key does not change what the stream reads.</summary>
    public (StoredObject Stored, FileStream Content) OpenRead(string bucket, string key)
    {
        lock (_lock)
        {
            var stored = FindFresh(Bucket(bucket), key) ?? throw S3Errors.NoSuchKey(key);
            return (stored, OpenContent(Layout.ContentFile(bucket, key, stored.IsNamedByKey)));
        }
    }

    /// <summary>Deletes the object if there is one.</summary>
    public void Delete(string bucket, string key)
    {
        lock (_lock)
        {
            var index = Bucket(bucket);
            if (FindFresh(index, key) is { } stored)
            {
                DeleteContent(bucket, stored);
                Forget(index, key);
            }
        }
    }

    public ObjectListing List(string bucket, ListingQuery query)
    {
        lock (_lock)
        {
            var index = Bucket(bucket);
            var listing = ObjectListing.Of(index, query);
            return listing with { Objects = listing.Objects.Select(stored => Refresh(index, stored)).OfType<StoredObject>().ToList() };
        }
    }

    public static void WriteJson<T>(string path, T value, string? temporaryDirectory = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = Path.Combine(temporaryDirectory ?? Path.GetDirectoryName(path)!, Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(value));
        File.Move(temporary, path, overwrite: true);
    }

    private BucketIndex Bucket(string bucket) => _buckets.GetValueOrDefault(bucket) ?? throw S3Errors.NoSuchBucket(bucket);

    private DateTimeOffset Now()
    {
        var now = _timeProvider.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }

    private StoredObject? FindFresh(BucketIndex index, string key) => index.Find(key) is { } stored ? Refresh(index, stored) : null;

    /// <summary>Holds what is remembered against the file: null when the file is gone, anew when somebody changed it.</summary>
    private StoredObject? Refresh(BucketIndex index, StoredObject stored)
    {
        var file = new FileInfo(Layout.ContentFile(index.Name, stored.Key, stored.IsNamedByKey));
        var isThere = file.Exists && file.LinkTarget is null && (!stored.IsNamedByKey || Layout.IsWayClear(index.Name, stored.Key));
        if (!isThere)
        {
            Forget(index, stored.Key);
            return null;
        }

        if (file.Length == stored.Length && file.LastWriteTimeUtc.Ticks == stored.FileTicks)
        {
            return stored;
        }

        using var content = OpenContent(file.FullName);
        var modified = new DateTimeOffset(file.LastWriteTimeUtc);
        var changed = stored with
        {
            Length = file.Length,
            ETag = EntityTag.Compute(content),
            LastModified = modified.AddTicks(-(modified.Ticks % TimeSpan.TicksPerSecond)),
            FileTicks = file.LastWriteTimeUtc.Ticks,
            Checksum = null,
        };
        Save(index, changed);
        return changed;
    }

    private void Save(BucketIndex index, StoredObject stored)
    {
        WriteJson(Layout.ObjectFile(index.Name, stored.Key), stored, Layout.TemporaryDirectory);
        index.Set(stored);
    }

    private void Forget(BucketIndex index, string key)
    {
        File.Delete(Layout.ObjectFile(index.Name, key));
        index.Remove(key);
    }

    private void DeleteContent(string bucket, StoredObject stored)
    {
        if (stored.IsNamedByKey && !Layout.IsWayClear(bucket, stored.Key))
        {
            return;
        }

        var path = Layout.ContentFile(bucket, stored.Key, stored.IsNamedByKey);
        File.Delete(path);
        if (!stored.IsNamedByKey)
        {
            return;
        }

        foreach (var folder in ObjectPath.Folders(stored.Key).Reverse())
        {
            DeleteEmptyFolder(Path.Combine(Layout.BucketDirectory(bucket), Path.Combine(folder.Split('/'))));
        }
    }

    private static void DeleteEmptyFolder(string path)
    {
        if (Directory.Exists(path) && !StoreLayout.IsLink(path) && !Directory.EnumerateFileSystemEntries(path).Any())
        {
            Directory.Delete(path);
        }
    }

    private static FileStream OpenContent(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
}

/// <summary>The content of <c>bucket.json</c>.</summary>
internal sealed record BucketFile(DateTimeOffset Created);
