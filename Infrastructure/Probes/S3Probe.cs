using Amazon.S3;
using Amazon.S3.Model;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Infrastructure.Egress;
using ConnectionsConsole.Infrastructure.Runner.S3;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>
/// Object storage: signs in by listing the buckets, and looks at one bucket where one is named. A key that may not list buckets has still been recognized, so
/// that is no failure.
/// </summary>
internal sealed class S3Probe(NetworkLayers network, EgressGuard guard, CappedStorageHttpClientFactory httpClients, TimeProvider time) : ITypeProbe, IDisposable
{
    private readonly S3ClientCache _clients = new(httpClients, time);

    public bool Tests(ProbeSubject subject) => subject.Connection.ConnectorKey == AwsS3Connector.Key && subject.Type.TestRequest is null;

    public async Task RunAsync(ProbeSession session, ProbeSubject subject)
    {
        S3Target? target = null;
        var prepared = await PrepareAsync(session, subject, t => target = t);
        if (prepared && target is not null)
        {
            var endpoint = target.Endpoint ?? new Uri($"https://s3.{target.Region}.amazonaws.com");
            await using (await network.OpenAsync(session, ProbeEndpoint.Of(endpoint), isHttp: true))
            {
                // Only to see that it can be opened; the client opens its own, judged in the same way.
            }
        }

        await SignInAsync(session, target);
    }

    public void Dispose() => _clients.Dispose();

    /// <summary>Reads the inputs; what is wrong with them fails the first layer, so that nothing is sent.</summary>
    private async Task<bool> PrepareAsync(ProbeSession session, ProbeSubject subject, Action<S3Target> take)
    {
        var (region, bucket) = (subject.Input(ProbeInputs.Region) ?? "us-east-1", subject.Input(ProbeInputs.Bucket) ?? "");
        ProbeFinding? problem = null;
        if (!S3Target.IsRegion(region))
        {
            problem = ProbeFinding.Failed(ProbeCause.MalformedValue, "This is not the name of an AWS region.", "Write it like us-east-1.");
        }
        else if (bucket.Length > 0 && !S3Target.IsBucket(bucket))
        {
            problem = ProbeFinding.Failed(
                ProbeCause.MalformedValue, "A bucket cannot have this name.", "Write 3 to 63 letters, digits, dots, hyphens and underscores.");
        }
        else
        {
            try
            {
                take(S3Target.Of(subject.Connection, region, bucket, guard));
            }
            catch (Exception exception) when (ProbeFailures.Find(exception, "The store") is { } found)
            {
                problem = found;
            }
        }

        return problem is null || await session.RunAsync(ProbeLayer.Resolve, "The store", _ => Task.FromResult(problem));
    }

    private async Task SignInAsync(ProbeSession session, S3Target? target)
    {
        var store = target?.Store ?? "";
        ListBucketsResponse? listed = null;
        await session.RunAsync(ProbeLayer.Authenticate, store, async cancellationToken =>
        {
            try
            {
                listed = await _clients.Get(target!).ListBucketsAsync(new ListBucketsRequest { MaxBuckets = 100 }, cancellationToken);
                return listed.Owner is null && listed.Buckets is null
                    ? S3Findings.NoStore(target!)
                    : ProbeFinding.Passed("The store accepts the access key.");
            }
            catch (AmazonS3Exception refused) when (S3Findings.IsAboutListingAlone(refused))
            {
                return S3Findings.MayNotList(target!);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && S3Findings.Find(exception, target!, time) is { } known)
            {
                return known;
            }
        });
        if (target is { Bucket.Length: 0 } && !session.HasFailed)
        {
            session.Add(ProbeLayer.Read, S3Findings.Listed(listed));
            return;
        }

        await session.RunAsync(ProbeLayer.Read, store, cancellationToken => LookAtBucketAsync(target!, cancellationToken));
    }

    private async Task<ProbeFinding> LookAtBucketAsync(S3Target target, CancellationToken cancellationToken)
    {
        var client = _clients.Get(target);
        try
        {
            await client.HeadBucketAsync(new HeadBucketRequest { BucketName = target.Bucket }, cancellationToken);
            return ProbeFinding.Passed($"The bucket \"{target.Bucket}\" is there and can be reached.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && S3Findings.FindForBucket(exception, target, time) is { } known)
        {
            return known;
        }
    }
}
