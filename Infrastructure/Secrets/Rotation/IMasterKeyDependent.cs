using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Infrastructure.Secrets.Rotation;

/// <summary>Something beside the organizations' keys that a master key wraps, and that therefore has to be wrapped again when it changes.</summary>
internal interface IMasterKeyDependent
{
    /// <summary>The distinct ids of the master keys that are needed for it.</summary>
    ValueTask<IReadOnlyList<string>> ListMasterKeyIdsAsync(CancellationToken cancellationToken);

    /// <summary>Wraps what it can under the current master key. Started again, it passes over what is done.</summary>
    ValueTask<MasterRotationResult> RewrapAsync(CancellationToken cancellationToken);
}
