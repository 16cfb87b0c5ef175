namespace ConnectionsConsole.Infrastructure.Secrets;

/// <summary>Section <c>Secrets</c> of the configuration (environment variables: <c>Secrets__MasterKey</c> and so on).</summary>
internal sealed class SecretsOptions
{
    public const string Section = "Secrets";

    /// <summary>The master key: 32 bytes in base64.</summary>
    public string? MasterKey { get; set; }

    /// <summary>
    /// A file that holds the master key in base64, for instance a secret mounted by a container platform. Its mode is not checked:
    /// such mounts are readable by every user of a container that has one user.
    /// </summary>
    public string? MasterKeyFile { get; set; }

    /// <summary>
    /// Further master keys in base64 that may unwrap, never wrap: the earlier one during a rotation; or, in a first round of restarts
    /// of several processes, the coming one.
    /// </summary>
    public IList<string> PreviousMasterKeys { get; } = [];

    /// <summary>As <see cref="PreviousMasterKeys"/>, each in a file.</summary>
    public IList<string> PreviousMasterKeyFiles { get; } = [];

    /// <summary>
    /// How long a process may go on encrypting under a key before it looks whether another process has rotated it. A data key rotation
    /// waits this long, so that nothing is written under the earlier key after its last pass.
    /// </summary>
    public TimeSpan CurrentKeyRefresh { get; set; } = TimeSpan.FromSeconds(30);
}
