using System.Reflection;
using ConnectionsConsole.App.GraphQL.Engine;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>The API's schema: the text is the contract, and every field of it is answered.</summary>
internal static class ConsoleSchema
{
    /// <summary>The contract, as clients may have it.</summary>
    public static string Text { get; } = ReadText();

    public static GraphQLEngine BuildEngine() => new(Build(), new GraphQLLimits());

    public static GraphQLSchema Build()
    {
        var json = new StringCoercion();
        var schema = SchemaBuilder.Build(Text, new Dictionary<string, IScalarCoercion>(StringComparer.Ordinal)
        {
            ["DateTime"] = new DateTimeCoercion(),
            ["JSONString"] = json,
        });
        var binder = new SchemaBinder(schema);
        RelayTypes.Bind(schema, binder);
        BindPayloads(schema, binder);
        OrganizationFields.Bind(binder);
        CustomerFields.Bind(binder);
        ComponentFields.Bind(binder);
        ScopedConfigVariableFields.Bind(binder);
        ScopedConfigVariableMutations.Bind(binder);
        CustomerConfigVariableFields.Bind(binder);
        CustomerConfigVariableMutations.Bind(binder);
        IntegrationFields.Bind(binder);
        InstanceFields.Bind(binder);
        ExecutionFields.Bind(binder);
        binder.CheckComplete();
        return schema;
    }

    private static void BindPayloads(GraphQLSchema schema, SchemaBinder binder)
    {
        foreach (var type in schema.Types.OfType<ObjectType>().Where(t => t.FindField("clientMutationId") is not null))
        {
            binder.On<Payload>(type.Name)
                .Batch(type.Fields[0].Name, async (context, _, payloads) => [payloads[0].Read is { } read ? await read(context.SelectedFields) : null])
                .Field("errors", p => p.Errors)
                .Field("clientMutationId", p => p.ClientMutationId);
        }

        binder.On<PayloadError>("ErrorType").Field("field", e => e.Field).Field("messages", e => e.Messages);
    }

    private static string ReadText()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("schema.graphql") ?? throw new InvalidOperationException("The schema is missing in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
