using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Infrastructure.Secrets.Rotation;

internal sealed class KeyRotation(MasterKeyRewrapping masterKeys, DataKeyRotation dataKeys) : IKeyRotation
{
    public ValueTask<MasterRotationResult> RotateMasterAsync(CancellationToken cancellationToken) => masterKeys.RunAsync(cancellationToken);

    public ValueTask<DataKeyRotationResult> RotateDataKeysAsync(
        IProgress<DataKeyRotationResult>? progress, CancellationToken cancellationToken) => dataKeys.RunAsync(progress, cancellationToken);
}
