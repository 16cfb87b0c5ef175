namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>A limit of ours was passed. Scripts cannot catch it: it is no JavaScript error.</summary>
/// <param name="setting">The setting's name within <see cref="JavaScriptOptions.Section"/>.</param>
internal sealed class ScriptLimitException(string message, string setting) : Exception(message)
{
    public string Setting { get; } = setting;
}

/// <summary>The step's code does not keep to its contract, such as returning nothing; the message is for its author.</summary>
internal sealed class ScriptContractException(string message) : Exception(message);
