namespace ConnectionsConsole.App.Demo.Sandbox.Storage;

/// <param name="After">Only what sorts behind this is listed: a key, or a common prefix of an earlier page.</param>
internal sealed record ListingQuery(string Prefix, string Delimiter, string After, int MaximumItems);

/// <param name="LastItem">The last key or common prefix of this page: where the next one goes on.</param>
internal sealed record ObjectListing(IReadOnlyList<StoredObject> Objects, IReadOnlyList<string> CommonPrefixes, bool IsTruncated, string LastItem)
{
    /// <summary>One page in the manner of ListObjects: keys that share the part up to the delimiter are rolled up into one common prefix.</summary>
    public static ObjectListing Of(BucketIndex bucket, ListingQuery query)
    {
        var objects = new List<StoredObject>();
        var prefixes = new List<string>();
        var lastItem = "";
        var lastPrefix = "";
        var start = Utf8Order.Instance.Compare(query.Prefix, query.After) > 0 ? query.Prefix : query.After;
        foreach (var stored in bucket.From(start))
        {
            if (!stored.Key.StartsWith(query.Prefix, StringComparison.Ordinal))
            {
                break;
            }

            var commonPrefix = CommonPrefix(stored.Key, query);
            if (stored.Key == query.After || (commonPrefix.Length > 0 && (commonPrefix == query.After || commonPrefix == lastPrefix)))
            {
                continue;
            }

            if (objects.Count + prefixes.Count == query.MaximumItems)
            {
                return new ObjectListing(objects, prefixes, query.MaximumItems > 0, lastItem);
            }

            if (commonPrefix.Length > 0)
            {
                prefixes.Add(commonPrefix);
                lastPrefix = commonPrefix;
            }
            else
            {
                objects.Add(stored);
            }

            lastItem = commonPrefix.Length > 0 ? commonPrefix : stored.Key;
        }

        return new ObjectListing(objects, prefixes, false, lastItem);
    }

    private static string CommonPrefix(string key, ListingQuery query)
    {
        var at = query.Delimiter.Length == 0 ? -1 : key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return at < 0 ? "" : key[..(at + query.Delimiter.Length)];
    }
}
