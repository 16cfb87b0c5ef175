namespace ConnectionsConsole.Domain.Connectors.BuiltIn;

/// <summary>The code step (reference §5.2).</summary>
public static class CodeConnector
{
    public const string Key = "code";

    public static readonly ActionKey RunCode = new(Key, "runCode");

    public const string Code = "code";

    public static Connector Definition { get; } = new(
        Key,
        "Code",
        "Short JavaScript that prepares or reshapes data.",
        [],
        [
            new ActionDefinition(RunCode.Action, "Code", "Runs an async JavaScript function and passes on the data that it returns.",
            [
                new InputField(Code, "Code", InputType.Code, Required: true,
                    Default: "module.exports = async ({ logger, configVars }, stepResults) => {\n  return { data: null };\n};\n",
                    Hint: "Assign an async function (context, stepResults) to module.exports and return { data }."),
            ]),
        ])
    {
        Icon = "code",
    };
}
