namespace ConnectionsConsole.Domain.Secrets;

/// <summary>
/// Changes keys while the console serves. Both rotations can be stopped at any moment and started again: they go on with what is left.
/// Values stay readable throughout, and fingerprints stay what they are.
/// </summary>
public interface IKeyRotation
{
    /// <summary>Wraps all data keys and fingerprint keys under the current master key; the earlier master key must still be configured.</summary>
    ValueTask<MasterRotationResult> RotateMasterAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Gives each organization a new data key and encrypts its stored values again. Where an earlier rotation was cut short, finishes
    /// that one instead of starting another. Takes at least as long as other processes may go on using the key before.
    /// </summary>
    /// <param name="progress">Told after each batch; null for nobody.</param>
    ValueTask<DataKeyRotationResult> RotateDataKeysAsync(IProgress<DataKeyRotationResult>? progress, CancellationToken cancellationToken);
}

/// <param name="Rewrapped">Keys now wrapped under the current master key.</param>
/// <param name="AlreadyCurrent">Keys that were.</param>
/// <param name="Unreadable">Keys that no configured master key unwraps; they were left as they are.</param>
public readonly record struct MasterRotationResult(int Rewrapped, int AlreadyCurrent, int Unreadable)
{
    /// <summary>Whether the earlier master keys can be taken out of the configuration.</summary>
    public bool IsComplete => Unreadable == 0;
}

/// <param name="Organizations">Organizations finished.</param>
/// <param name="UnfinishedOrganizations">Organizations whose key could not be used, or whose values kept changing: start again to finish them.</param>
/// <param name="Reencrypted">Values now under the current key of their organization.</param>
/// <param name="Undecryptable">Values that could not be decrypted and were left as they are.</param>
public readonly record struct DataKeyRotationResult(int Organizations, int UnfinishedOrganizations, long Reencrypted, long Undecryptable);
