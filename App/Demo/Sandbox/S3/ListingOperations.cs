using System.Globalization;
using System.Text;
using System.Xml;
using ConnectionsConsole.App.Demo.Sandbox.Http;
using ConnectionsConsole.App.Demo.Sandbox.Storage;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>ListObjects and ListObjectsV2, which differ in how they page.</summary>
internal sealed class ListingOperations(ObjectStore store)
{
    private const int LargestPage = 1000;

    public Task ListAsync(S3Request request) => request.Target.Value("list-type") switch
    {
        null => ListFirstVersionAsync(request),
        "2" => ListSecondVersionAsync(request),
        var other => throw S3Errors.InvalidArgument("Invalid List Type specified in Request", "list-type", other),
    };

    private Task ListFirstVersionAsync(S3Request request)
    {
        var marker = request.Target.Value("marker") ?? "";
        var query = Query(request, marker);
        var listing = store.List(request.Bucket, query);
        var encode = Encoder(request);
        return S3Xml.WriteAsync(request.Http, "ListBucketResult", xml =>
        {
            WriteHead(xml, request, query, listing, encode);
            xml.WriteElementString("Marker", encode(marker));
            if (listing.IsTruncated && query.Delimiter.Length > 0)
            {
                xml.WriteElementString("NextMarker", encode(listing.LastItem));
            }

            WriteItems(xml, listing, encode, withOwner: true);
        });
    }

    private Task ListSecondVersionAsync(S3Request request)
    {
        var token = request.Target.Value("continuation-token");
        var startAfter = request.Target.Value("start-after") ?? "";
        var query = Query(request, token is null ? startAfter : DecodeToken(token));
        var listing = store.List(request.Bucket, query);
        var encode = Encoder(request);
        return S3Xml.WriteAsync(request.Http, "ListBucketResult", xml =>
        {
            WriteHead(xml, request, query, listing, encode);
            S3Xml.Number(xml, "KeyCount", listing.Objects.Count + listing.CommonPrefixes.Count);
            if (token is not null)
            {
                xml.WriteElementString("ContinuationToken", token);
            }

            if (startAfter.Length > 0)
            {
                xml.WriteElementString("StartAfter", encode(startAfter));
            }

            if (listing.IsTruncated)
            {
                xml.WriteElementString("NextContinuationToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(listing.LastItem)));
            }

            WriteItems(xml, listing, encode, withOwner: request.Target.Value("fetch-owner") == "true");
        });
    }

    private static void WriteHead(XmlWriter xml, S3Request request, ListingQuery query, ObjectListing listing, Func<string, string> encode)
    {
        xml.WriteElementString("Name", request.Bucket);
        xml.WriteElementString("Prefix", encode(query.Prefix));
        if (query.Delimiter.Length > 0)
        {
            xml.WriteElementString("Delimiter", encode(query.Delimiter));
        }

        if (request.Target.Has("encoding-type"))
        {
            xml.WriteElementString("EncodingType", "url");
        }

        S3Xml.Number(xml, "MaxKeys", query.MaximumItems);
        S3Xml.Flag(xml, "IsTruncated", listing.IsTruncated);
    }

    private static void WriteItems(XmlWriter xml, ObjectListing listing, Func<string, string> encode, bool withOwner)
    {
        foreach (var stored in listing.Objects)
        {
            xml.WriteStartElement("Contents");
            xml.WriteElementString("Key", encode(stored.Key));
            S3Xml.Time(xml, "LastModified", stored.LastModified);
            xml.WriteElementString("ETag", $"\"{stored.ETag}\"");
            if (stored.Checksum is { } checksum)
            {
                xml.WriteElementString("ChecksumAlgorithm", checksum.Algorithm);
                xml.WriteElementString("ChecksumType", ObjectHeaders.FullObject);
            }

            S3Xml.Number(xml, "Size", stored.Length);
            xml.WriteElementString("StorageClass", "STANDARD");
            if (withOwner)
            {
                S3Xml.Owner(xml);
            }

            xml.WriteEndElement();
        }

        foreach (var prefix in listing.CommonPrefixes)
        {
            xml.WriteStartElement("CommonPrefixes");
            xml.WriteElementString("Prefix", encode(prefix));
            xml.WriteEndElement();
        }
    }

    private static ListingQuery Query(S3Request request, string after)
    {
        var maximum = LargestPage;
        if (request.Target.Value("max-keys") is { Length: > 0 } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out maximum))
            {
                throw S3Errors.InvalidArgument("Argument max-keys must be an integer between 0 and 2147483647", "max-keys", text);
            }
        }

        return new ListingQuery(
            request.Target.Value("prefix") ?? "", request.Target.Value("delimiter") ?? "", after, Math.Min(maximum, LargestPage));
    }

    /// <summary>Keys may hold characters that XML cannot carry: clients then ask for them percent-encoded.</summary>
    private static Func<string, string> Encoder(S3Request request) => request.Target.Value("encoding-type") switch
    {
        null => value => value,
        "url" => value => PercentEncoding.Encode(value, keepSlash: true),
        var other => throw S3Errors.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", other),
    };

    private static string DecodeToken(string token)
    {
        var bytes = new byte[token.Length];
        return token.Length > 0 && Convert.TryFromBase64String(token, bytes, out var written)
            ? Encoding.UTF8.GetString(bytes, 0, written)
            : throw S3Errors.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token);
    }
}
