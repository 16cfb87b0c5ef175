using System.Net;

namespace ConnectionsConsole.App.Demo.Sandbox;

/// <summary>What a sandbox is started with.</summary>
public sealed record SandboxOptions
{
    /// <summary>The folder below which objects lie as <c>s3/BUCKET/KEY</c>; made if missing, used by one sandbox at a time.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>A loopback address: the sandbox serves this machine alone.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 to 65535; 0 takes any free port.</summary>
    public int Port { get; init; }

    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    /// <summary>The region that requests must be signed for.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Buckets to create where they do not exist yet.</summary>
    public IReadOnlyList<string> Buckets { get; init; } = [];

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Called after each request was served, on the thread that served it; must be quick and must not throw.</summary>
    public Action<SandboxRequest>? RequestServed { get; init; }
}

/// <summary>A request that the sandbox served.</summary>
/// <param name="Path">Percent-encoded and without the query, which may hold signatures: fit for a terminal.</param>
/// <param name="StatusCode">499 where the client went away before it had its answer.</param>
/// <param name="Failure">What went wrong inside the sandbox, where the status code is 500; null otherwise.</param>
public sealed record SandboxRequest(string Method, string Path, int StatusCode, Exception? Failure = null);
