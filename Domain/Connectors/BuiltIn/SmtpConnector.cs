namespace ConnectionsConsole.Domain.Connectors.BuiltIn;

/// <summary>Mail servers that take mail for sending. A connection type only: there is no step that sends mail yet.</summary>
public static class SmtpConnector
{
    public const string Key = "smtp";

    public const string LoginType = "login";

    public static Connector Definition { get; } = new(
        Key,
        "SMTP",
        "Mail through a server of your own choice.",
        [
            new ConnectionType(LoginType, "Server", "A mail server, with or without signing in.",
            [
                new InputField("host", "Host", InputType.String, Required: true, Placeholder: "smtp.example.com"),
                new InputField("port", "Port", InputType.Number, Required: true, Default: "587", Hint: "Usually 587 with starttls, 465 with tls."),
                new InputField("security", "Security", InputType.Choice, Required: true, Default: "starttls", Choices: ["starttls", "tls", "none"],
                    Hint: "starttls begins in the clear and changes to TLS, tls begins with it; none sends everything in the clear."),
                new InputField("username", "Username", InputType.String, Hint: "Leave user name and password empty for a server that asks for none."),
                new InputField("password", "Password", InputType.Password),
                new InputField("from", "From", InputType.String, Required: true, Placeholder: "Acme <noreply@example.com>", Hint: "The sender of the mail."),
            ], []),
        ],
        [])
    {
        Icon = "mail",
    };
}
