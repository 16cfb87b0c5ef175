using System.Globalization;
using ConnectionsConsole.App.Demo.Sandbox.Storage;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>Conditional requests (RFC 9110 section 13), as far as S3 knows them.</summary>
internal static class Conditions
{
    /// <summary>False when the client's copy is still good (304).</summary>
    public static bool MustSend(S3Request request, StoredObject stored)
    {
        if (request.Header("if-match") is { } match)
        {
            Require(Names(match, stored), "If-Match");
        }
        else if (Time(request.Header("if-unmodified-since")) is { } unmodifiedSince)
        {
            Require(stored.LastModified <= unmodifiedSince, "If-Unmodified-Since");
        }

        if (request.Header("if-none-match") is { } noneMatch)
        {
            return !Names(noneMatch, stored);
        }

        return Time(request.Header("if-modified-since")) is not { } modifiedSince || stored.LastModified > modifiedSince;
    }

    /// <summary>For a put: <c>If-None-Match: *</c> creates only, <c>If-Match</c> replaces only what the client knows.</summary>
    public static Action<StoredObject?> ForPut(S3Request request)
    {
        var match = request.Header("if-match");
        var noneMatch = request.Header("if-none-match");
        if (noneMatch is not null and not "*")
        {
            throw S3Errors.NotImplemented("If-None-Match with anything but '*' on a put");
        }

        return existing =>
        {
            Require(noneMatch is null || existing is null, "If-None-Match");
            if (match is not null)
            {
                Require(Names(match, existing ?? throw S3Errors.NoSuchKey(request.Key)), "If-Match");
            }
        };
    }

    private static bool Names(string list, StoredObject stored) =>
        list.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || tag.Trim('"') == stored.ETag);

    private static DateTimeOffset? Time(string? header) =>
        DateTimeOffset.TryParseExact(header, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static void Require(bool holds, string condition)
    {
        if (!holds)
        {
            throw S3Errors.PreconditionFailed(condition);
        }
    }
}
