using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Tests.Unit.Secrets;

public sealed class FingerprinterTests : IDisposable
{
    private static readonly Guid s_organization = Guid.CreateVersion7();

    private readonly InMemoryDataKeyStore _store = new();
    private readonly SecretsProcess _process;

    public FingerprinterTests() => _process = new SecretsProcess(_store);

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task Fingerprint_OfTheSameValue_IsTheSameInEveryProcess()
    {
        using var other = new SecretsProcess(_store);

        var fingerprint = await FingerprintAsync(_process, "apiKey", "value");

        Assert.Equal(fingerprint, await FingerprintAsync(other, "apiKey", "value"));
        Assert.Matches("^[0-9a-f]{32}$", fingerprint);
    }

    [Fact]
    public async Task Fingerprint_OfOtherValuesFieldsOrOrganizations_Differs()
    {
        string[] fingerprints =
        [
            await FingerprintAsync(_process, "apiKey", "value"),
            await FingerprintAsync(_process, "apiKey", "Value"),
            await FingerprintAsync(_process, "apiKeyv", "alue"),
            await FingerprintAsync(_process, "apiKey", ""),
            await _process.Fingerprinter.FingerprintAsync(Guid.CreateVersion7(), "apiKey", "value".AsMemory(), default),
        ];

        Assert.Equal(fingerprints.Length, fingerprints.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Matches_AnswersWhetherItIsTheSameValue()
    {
        var fingerprint = await FingerprintAsync(_process, "apiKey", "value");

        Assert.True(await MatchesAsync("value", fingerprint));
        Assert.False(await MatchesAsync("other", fingerprint));
        Assert.False(await MatchesAsync("value", fingerprint[1..]));
        Assert.False(await MatchesAsync("value", ""));
    }

    [Fact]
    public async Task Fingerprint_ByTwoProcessesAtOnce_EndsWithOneKey()
    {
        using var other = new SecretsProcess(_store);
        var arrived = 0;
        var together = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.BeforeAdd = () =>
        {
            if (Interlocked.Increment(ref arrived) == 2)
            {
                together.SetResult();
            }

            return together.Task;
        };

        var fingerprints = await Task.WhenAll(
            Task.Run(() => FingerprintAsync(_process, "apiKey", "value")), Task.Run(() => FingerprintAsync(other, "apiKey", "value")));

        Assert.Equal(fingerprints[0], fingerprints[1]);
        Assert.Single(_store.FingerprintKeys);
    }

    [Fact]
    public async Task Fingerprint_WithAnotherMasterKey_SaysWhatToDo()
    {
        await FingerprintAsync(_process, "apiKey", "value");
        using var other = new SecretsProcess(_store, masterKey: SecretsProcess.Key2);

        var exception = await Assert.ThrowsAsync<DataKeyUnavailableException>(() => FingerprintAsync(other, "apiKey", "value"));

        Assert.Contains("Secrets:PreviousMasterKeys", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<string> FingerprintAsync(SecretsProcess process, string field, string value) =>
        await process.Fingerprinter.FingerprintAsync(s_organization, field, value.AsMemory(), default);

    private async Task<bool> MatchesAsync(string value, string fingerprint) =>
        await _process.Fingerprinter.MatchesAsync(s_organization, "apiKey", value.AsMemory(), fingerprint, default);
}
