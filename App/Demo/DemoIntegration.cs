using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Steps;

namespace ConnectionsConsole.App.Demo;

/// <summary>Pokemon Avatar Sync: a code step that builds paths, two HTTP steps, an S3 put.</summary>
internal static class DemoIntegration
{
    public static IntegrationDefinition Definition(Uri sandbox) => new(
        [
            new Flow("sync-avatar", "Sync Avatar", TriggerDefinition.Manual,
            [
                Step("path-helper", "Path Helper", CodeConnector.RunCode, new() { [CodeConnector.Code] = new LiteralValue(Code(sandbox)) }),
                Step("get-pokemon-data", "Get Pokemon Data", HttpConnector.Get, new()
                {
                    [HttpConnector.Inputs.Url] = new ReferenceValue("pathHelper.results.pokemonUrl"),
                    [HttpConnector.Inputs.ResponseType] = new LiteralValue("json"),
                }),
                Step("get-pokemon-avatar", "Get Pokemon Avatar", HttpConnector.Get, new()
                {
                    [HttpConnector.Inputs.Url] = new ReferenceValue("getPokemonData.results.sprites.front_default"),
                    [HttpConnector.Inputs.ResponseType] = new LiteralValue("binary"),
                }),
                Step("save-png", "Save PNG", AwsS3Connector.PutObject, new()
                {
                    [AwsS3Connector.Inputs.Region] = new LiteralValue(DemoSandbox.Region),
                    [AwsS3Connector.Inputs.Connection] = new ConfigVariableValue("Avatar Bucket"),
                    [AwsS3Connector.Inputs.Bucket] = new ConfigVariableValue("pokemonAvatarS3BucketName"),
                    [AwsS3Connector.Inputs.ObjectKey] = new ReferenceValue("pathHelper.results.s3ObjectPath"),
                    [AwsS3Connector.Inputs.FileContents] = new ReferenceValue("getPokemonAvatar.results"),
                }),
            ]),
        ],
        [
            new RequiredConfigVariable("customerName", Description: "Names the picture in the bucket"),
            new RequiredConfigVariable("pokemonAvatar", Description: "Which creature the customer chose"),
            new RequiredConfigVariable("pokemonAvatarS3BucketName", OrganizationOnly: true, Description: "The organization's bucket"),
            new RequiredConfigVariable("Avatar Bucket", ConfigVariableType.Connection,
                Connection: new ConnectionSlot(AwsS3Connector.Key, AwsS3Connector.ApiKeySecretType, DemoSeed.GlobalStableKey)),
        ]);

    private static Step Step(string id, string name, Domain.Connectors.ActionKey action, Dictionary<string, InputValue> inputs) =>
        new(id, name, action.Connector, action.Action, inputs);

    private static string Code(Uri sandbox) =>
        $$"""
        module.exports = async ({ logger, configVars }) => {
          const who = configVars.customerName;
          const avatar = String(configVars.pokemonAvatar).trim().toLowerCase();
          if (!who || !avatar) {
            throw new Error("customerName and pokemonAvatar must both be set");
          }
          logger.info(`building paths for ${who}`);
          return {
            data: {
              pokemonUrl: `{{sandbox}}api/v2/pokemon/${encodeURIComponent(avatar)}`,
              s3ObjectPath: `${who}.png`,
            },
          };
        };

        """;
}
