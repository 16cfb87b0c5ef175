using ConnectionsConsole.App.GraphQL.Engine;
using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;
using ConnectionsConsole.App.GraphQL.Engine.Validation;
using ConnectionsConsole.App.GraphQL.Schema;
using ConnectionsConsole.Tests.Support.Requirements;
using ConnectionsConsole.Tests.Unit.GraphQL.Oracle;

namespace ConnectionsConsole.Tests.Unit.GraphQL.Schema;

/// <summary>The contract: complete, well-formed for others, and with what known clients send.</summary>
public class ConsoleSchemaTests
{
    /// <summary>Requests of the customer sign-up process, and of the reference system's command line client where it needs nothing that is missing here.</summary>
    public static TheoryData<string> Documents =>
    [
        """query { scopedConfigVariables(stableKey: "acme-api") { nodes { id key stableKey connection { inputs { nodes { id key } } } } } }""",
        """query ($key: String) { scopedConfigVariables(stableKey: $key) { nodes { id connection { inputs { nodes { id key } } } } } }""",
        """query ($externalId: String) { customers(externalId: $externalId) { nodes { id } } }""",
        """
        mutation ($variable: ID!, $customer: ID!, $user: String!, $password: String!) {
          createCustomerConfigVariable(input: {
            scopedConfigVariable: $variable, customer: $customer,
            inputs: [{ value: $user, name: "username", type: "value" }, { value: $password, name: "password", type: "value" }]
          }) { customerConfigVariable { id } errors { field messages } }
        }
        """,
        """mutation ($inputs: [InputExpression]) { updateCustomerConfigVariable(input: { id: "x", inputs: $inputs, redeploy: true }) { customerConfigVariable { id status } errors { field messages } } }""",
        """query { authenticatedUser { name email tenantId org { id name } customer { id name } } }""",
        """query listCustomers($after: String) { customers(isSystem: false, after: $after) { nodes { id name externalId description } pageInfo { hasNextPage endCursor } } }""",
        """
        mutation createCustomer($name: String!, $description: String, $externalId: String, $labels: [String]) {
          createCustomer(input: { name: $name, description: $description, externalId: $externalId, labels: $labels }) { customer { id } errors { field messages } }
        }
        """,
        """mutation deleteCustomer($id: ID!) { deleteCustomer(input: { id: $id }) { customer { id } errors { field messages } } }""",
        """query ($managedBy: String) { scopedConfigVariables(managedBy: $managedBy) { nodes { stableKey description managedBy customer { externalId name } connection { component { key } } } } }""",
        """query ($after: String) { instances(isSystem: false, after: $after) { nodes { id name customer { name } integration { name versionNumber } } pageInfo { hasNextPage endCursor } } }""",
        """mutation ($id: ID!, $force: Boolean) { deployInstance(input: { id: $id, force: $force }) { instance { id } errors { field messages } } }""",
        """query ($after: String, $filterQuery: JSONString) { components(allVersions: false, after: $after, filterQuery: $filterQuery) { nodes { id key label description public versionNumber } pageInfo { hasNextPage endCursor } } }""",
        """query ($after: String) { integrations(allVersions: false, after: $after, customer_Isnull: true) { nodes { id name description versionNumber labels category customer { id } } pageInfo { hasNextPage endCursor } } }""",
        """query ($id: ID!, $after: String) { integration(id: $id) { flows(after: $after) { nodes { id stableKey name description } pageInfo { hasNextPage endCursor } } } }""",
        """query ($id: ID!) { executionResult(id: $id) { startedAt endedAt error stepResults(orderBy: { field: STARTED_AT, direction: ASC }) { nodes { stepName hasError } } } }""",
        """query ($id: ID!, $after: String) { logs(executionResult: $id, after: $after, orderBy: { field: TIMESTAMP, direction: ASC }) { nodes { timestamp severity message } edges { cursor } pageInfo { hasNextPage endCursor } } }""",
        """{ logSeverityLevels { id name } organizationRoles { id name description } organization { id name } }""",
    ];

    private static readonly GraphQLSchema s_schema = ConsoleSchema.Build();

    [Fact]
    public void EveryField_IsAnswered() =>
        Assert.All(s_schema.Types.OfType<ObjectType>().SelectMany(t => t.Fields), field => Assert.NotNull(field.Resolver));

    [Fact]
    public void EveryListOfUnknownLength_TellsItsSize() =>
        Assert.All(
            s_schema.Types.OfType<ObjectType>().SelectMany(t => t.Fields).Where(f => f.FindArgument("first") is not null),
            field => Assert.Equal(7, field.ListSize!(new Dictionary<string, object?> { ["first"] = 7 })));

    /// <summary>Clients declare their variables with nullable items; a stricter list would refuse all of them.</summary>
    [Fact]
    public void ListsThatClientsSend_TakeNullableItems() =>
        Assert.All(
            s_schema.Types.OfType<InputObjectType>().SelectMany(t => t.Fields).Concat(s_schema.Types.OfType<ObjectType>().Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal)).SelectMany(t => t.Fields).SelectMany(f => f.Arguments)),
            input => Assert.False(input.Type.Nullable is ListType { Item: NonNullType }, input.Name));

    [Fact]
    public void EveryPayload_HasErrorsThatAreNeverNull() =>
        Assert.All(s_schema.Mutation!.Fields, f => Assert.Equal("[ErrorType!]!", ((ObjectType)f.Type.Named).FindField("errors")!.Type.ToString()));

    [Theory]
    [MemberData(nameof(Documents))]
    public void KnownRequests_AreValid(string document) => Assert.Empty(DocumentValidator.Validate(s_schema, Parser.Parse(document)));

    [NodeFact]
    public async Task Introspection_TellsWhatTheReferenceTells() => await SchemaComparisonTests.CompareAsync(ConsoleSchema.Text, s_schema);

    [NodeFact]
    public async Task KnownRequests_AreValidForTheReference()
    {
        var verdicts = await ReferenceImplementation.JudgeAsync(ConsoleSchema.Text, [.. ((IEnumerable<object[]>)Documents).Select(d => new Sample((string)d[0]))]);

        Assert.All(verdicts, v => Assert.Equal("valid", v.Value));
    }
}
