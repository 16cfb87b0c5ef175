namespace ConnectionsConsole.Domain.Connectors.BuiltIn;

/// <summary>SSH file transfer servers. Connection types only: there are no steps for files yet.</summary>
public static class SftpConnector
{
    public const string Key = "sftp";

    public const string PasswordType = "password";
    public const string PrivateKeyType = "privateKey";

    public static Connector Definition { get; } = new(
        Key,
        "SFTP",
        "Files on an SSH server.",
        [
            new ConnectionType(PasswordType, "Password", "User name and password.",
                [.. Server(), new InputField("username", "Username", InputType.String, Required: true), new InputField("password", "Password", InputType.Password, Required: true), HostKey()], []),
            new ConnectionType(PrivateKeyType, "Private Key", "User name and a private key.",
                [
                    .. Server(),
                    new InputField("username", "Username", InputType.String, Required: true),
                    new InputField("privateKey", "Private Key", InputType.Text, Required: true, Secret: true, Hint: "In PEM or OpenSSH form, with its first and last line."),
                    new InputField("passphrase", "Passphrase", InputType.Password, Hint: "Only where the private key has one."),
                    HostKey(),
                ], []),
        ],
        [])
    {
        Icon = "server",
    };

    private static IEnumerable<InputField> Server() =>
    [
        new("host", "Host", InputType.String, Required: true, Placeholder: "sftp.example.com"),
        new("port", "Port", InputType.Number, Required: true, Default: "22"),
    ];

    private static InputField HostKey() => new(
        "hostKeyFingerprint", "Host Key Fingerprint", InputType.String, Placeholder: "SHA256:...",
        Hint: "As ssh-keygen -lf prints it. Given, a server with another key is refused, so nobody can stand in for it.");
}
