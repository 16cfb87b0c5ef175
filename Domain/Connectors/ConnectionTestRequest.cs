namespace ConnectionsConsole.Domain.Connectors;

/// <summary>
/// The harmless request by which a connection type of an own connector is tested: sent with the connection signed in as an HTTP step would, through the
/// egress guard. It tells wrong values from right ones, so it should read something that every valid account may read.
/// </summary>
/// <param name="Method">GET or HEAD: a test must not change anything.</param>
/// <param name="Url">Absolute, with <c>{inputKey}</c> where a value of the connection goes, for example <c>https://{host}/v1/me</c>. See <see cref="ConnectionTemplate"/>.</param>
/// <param name="Headers">Sent along; their values may hold <c>{inputKey}</c> too.</param>
/// <param name="ExpectedStatuses">Answers that mean the values are right; empty for 200 to 299.</param>
public sealed record ConnectionTestRequest(string Method, string Url, IReadOnlyList<TestRequestHeader> Headers, IReadOnlyList<int> ExpectedStatuses)
{
    public const int MaximumUrlLength = 2_000;
    public const int MaximumHeaders = 20;
    public const int MaximumHeaderLength = 1_000;
    public const int MaximumExpectedStatuses = 20;

    public static IReadOnlyList<string> Methods { get; } = ["GET", "HEAD"];

    public bool Expects(int status) => ExpectedStatuses.Count == 0 ? status is >= 200 and <= 299 : ExpectedStatuses.Contains(status);
}

/// <summary>One header of a <see cref="ConnectionTestRequest"/>.</summary>
public sealed record TestRequestHeader(string Name, string Value);
