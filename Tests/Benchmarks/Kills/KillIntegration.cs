using ConnectionsConsole.App.Demo;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Steps;

namespace ConnectionsConsole.Tests.Benchmarks.Kills;

/// <summary>
/// The demo's four steps, but every request names its run and says which answer of the step before it is built on. The code step's output holds a secret, so
/// that a resumed run needs the exact output, not the redacted one.
/// </summary>
internal static class KillIntegration
{
    public const string KeyHeader = "Idempotency-Key";

    public static IntegrationDefinition Definition(Uri upstreams) => DemoIntegration.Definition(upstreams) with
    {
        Flows =
        [
            new Flow("sync-avatar", "Sync Avatar", TriggerDefinition.Manual,
            [
                Step(KillSteps.Code, CodeConnector.RunCode, new() { [CodeConnector.Code] = new LiteralValue(Code(upstreams)) }),
                Step(KillSteps.Document, HttpConnector.Get, Request("code.results.documentUrl", "json")),
                Step(KillSteps.Picture, HttpConnector.Get, Request("document.results.sprites.front_default", "binary")),
                Step(KillSteps.Put, AwsS3Connector.PutObject, new()
                {
                    [AwsS3Connector.Inputs.Region] = new LiteralValue(DemoSandbox.Region),
                    [AwsS3Connector.Inputs.Connection] = new ConfigVariableValue("Avatar Bucket"),
                    [AwsS3Connector.Inputs.Bucket] = new ConfigVariableValue("pokemonAvatarS3BucketName"),
                    [AwsS3Connector.Inputs.ObjectKey] = new ReferenceValue("code.results.objectKey"),
                    [AwsS3Connector.Inputs.FileContents] = new ReferenceValue("picture.results"),
                }),
            ]),
        ],
    };

    private static Dictionary<string, InputValue> Request(string address, string responseType) => new()
    {
        [HttpConnector.Inputs.Url] = new ReferenceValue(address),
        [HttpConnector.Inputs.ResponseType] = new LiteralValue(responseType),
        [HttpConnector.Inputs.IdempotencyKeyHeader] = new LiteralValue(KeyHeader),
    };

    private static Step Step(int ordinal, ActionKey action, Dictionary<string, InputValue> inputs) =>
        new(KillSteps.Ids[ordinal], KillSteps.Ids[ordinal], action.Connector, action.Action, inputs);

    private static string Code(Uri upstreams) =>
        $$"""
        module.exports = async ({ logger, configVars, executionId }) => {
          logger.info(`a run for ${configVars.customerName}`);
          const secret = configVars["Avatar Bucket"].fields.secretAccessKey;
          return {
            data: {
              documentUrl: `{{upstreams}}runs/${executionId}/document/${encodeURIComponent(secret)}`,
              objectKey: `${executionId}.png`,
            },
          };
        };

        """;
}
