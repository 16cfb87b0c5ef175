namespace ConnectionsConsole.Domain.Connectors;

/// <summary>A component: connection types and actions for one third-party system. The built-in ones are code, an organization's own ones are rows.</summary>
/// <param name="Key">Stable, lower-case; for example <c>aws-s3</c>.</param>
public sealed record Connector(
    string Key,
    string Label,
    string Description,
    IReadOnlyList<ConnectionType> ConnectionTypes,
    IReadOnlyList<ActionDefinition> Actions)
{
    /// <summary>The name of one of <see cref="ConnectorIcons"/>.</summary>
    public string Icon { get; init; } = ConnectorIcons.Default;

    /// <summary>The row of an organization's own connector; null for a built-in one.</summary>
    public Guid? OwnId { get; init; }

    /// <summary>Changes with the picture of an own connector, so that addresses of pictures can be kept by browsers; null where it has none.</summary>
    public Guid? PictureId { get; init; }

    public bool IsBuiltIn => OwnId is null;

    public ConnectionType? FindConnectionType(string key) => ConnectionTypes.FirstOrDefault(t => t.Key == key);

    public ActionDefinition? FindAction(string key) => Actions.FirstOrDefault(a => a.Key == key);
}

/// <summary>A shape of connection: its inputs, and which credentials fit it.</summary>
/// <param name="Credentials">For each accepted authorization method: how its fields map onto this type's inputs.</param>
/// <param name="OAuth">For a type that is authorized by OAuth 2.0; null for one whose inputs are all that it takes.</param>
public sealed record ConnectionType(
    string Key,
    string Label,
    string Description,
    IReadOnlyList<InputField> Inputs,
    IReadOnlyList<CredentialMapping> Credentials,
    OAuthDefinition? OAuth = null)
{
    /// <summary>Where a connection of this type may be sent, unless it names hosts of its own; empty for any host that the egress guard lets through.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>How a connection of this type is tested by a request; null where the type has a test of its own, or none.</summary>
    public ConnectionTestRequest? TestRequest { get; init; }

    public InputField? FindInput(string key) => Inputs.FirstOrDefault(i => i.Key == key);
}

/// <summary>How the fields of an authorization method fill the inputs of a connection type.</summary>
/// <param name="Fields">Credential field to connection input, for example <c>api_key</c> to <c>accessKeyId</c>.</param>
public sealed record CredentialMapping(string AuthorizationMethod, IReadOnlyDictionary<string, string> Fields);

/// <summary>What a step does. A step is data: this key and values for these inputs.</summary>
/// <param name="Label">Stands in the step picker, for example "HTTP - GET Request".</param>
/// <param name="Idempotent">Running it twice does no more than once; tells people what a crash in the middle of this step may mean.</param>
public sealed record ActionDefinition(string Key, string Label, string Description, IReadOnlyList<InputField> Inputs, bool Idempotent = false)
{
    public InputField? FindInput(string key) => Inputs.FirstOrDefault(i => i.Key == key);
}

/// <summary>Names an action: <c>connector/action</c>, for example <c>http/httpGet</c>. Step executors are found by it.</summary>
public readonly record struct ActionKey(string Connector, string Action)
{
    public override string ToString() => $"{Connector}/{Action}";
}

/// <summary>Names a connection type: <c>connector/type</c>, for example <c>aws-s3/apiKeySecret</c>.</summary>
public readonly record struct ConnectionTypeKey(string Connector, string Type)
{
    public override string ToString() => $"{Connector}/{Type}";
}
