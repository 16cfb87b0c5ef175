using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>Which of the two columns of the table in <see cref="ConnectionResolution"/> applies.</summary>
public enum RunMode
{
    /// <summary>A test run in the designer.</summary>
    DesignerTest,

    /// <summary>A deployed instance, its own test run included.</summary>
    Deployed,
}

/// <summary>Where a connection value came from. Shown with every run; the value never is.</summary>
public enum ValueSource
{
    /// <summary>The default of the connection type.</summary>
    ConnectionTypeDefault,

    /// <summary>The test connection.</summary>
    TestConnection,

    /// <summary>The global connection's production values.</summary>
    GlobalConnection,

    /// <summary>A global input of a connection of the customer kind.</summary>
    GlobalInput,

    /// <summary>This customer's connection.</summary>
    CustomerConnection,

    /// <summary>A credential that is bound to the step's slot.</summary>
    Credential,
}

/// <summary>One input of a resolved connection: its value (still encrypted where it is a secret) and where it came from.</summary>
/// <param name="ValueSetId">The version that holds the value; null for the connection type's default.</param>
public sealed record ResolvedInput(string Key, ValueSource Source, Guid? ValueSetId, StoredValue? Stored, string? Default);

/// <summary>Why a connection could not be resolved; each case has its own words and its own link.</summary>
public enum ResolutionProblem
{
    None,

    /// <summary>A test run without a test connection, where nothing may stand in for it.</summary>
    NoTestConnection,

    /// <summary>The organization has turned off that test runs fall back to the global connection.</summary>
    FallbackTurnedOff,

    /// <summary>The customer has no values, or incomplete ones.</summary>
    NoCustomerConnection,

    /// <summary>A required input has no value in any of the places that count.</summary>
    MissingRequiredInput,
}

/// <param name="FellBack">A test run uses the production values of a global connection: said in plain sight.</param>
/// <param name="MissingInput">The key of the input that lacks a value, for <see cref="ResolutionProblem.MissingRequiredInput"/>.</param>
public sealed record ConnectionResolutionOutcome(
    IReadOnlyList<ResolvedInput> Inputs, ResolutionProblem Problem, bool FellBack = false, string? MissingInput = null)
{
    public bool IsResolved => Problem == ResolutionProblem.None;

    internal static ConnectionResolutionOutcome Refused(ResolutionProblem problem, string? missingInput = null) => new([], problem, MissingInput: missingInput);
}

/// <summary>Everything that the resolution of one connection depends on.</summary>
/// <param name="Values">Production values of the global kind, or global values of the customer kind.</param>
/// <param name="Test">The test connection's values; null where none was set.</param>
/// <param name="Customer">This customer's values; null where there are none, ignored by test runs.</param>
/// <param name="FallbackAllowed">The organization's setting: may a test run use a global connection's production values?</param>
public sealed record ConnectionResolutionInput(
    ConnectionType Type, ConnectionKind Kind, IReadOnlyList<ConnectionInput> Inputs, RunMode Mode,
    ValueSet? Values, ValueSet? Test, ValueSet? Customer, bool FallbackAllowed);

/// <summary>
/// Which value wins:
/// <list type="table">
/// <item><term>global, designer test</term><description>the test connection; where none was set, the global connection's production values,
/// unless the organization has turned that off.</description></item>
/// <item><term>global, deployed</term><description>the global connection, for every customer.</description></item>
/// <item><term>customer, designer test</term><description>the test connection over the global inputs; none: refused before the first step.</description></item>
/// <item><term>customer, deployed</term><description>this customer's values over the global inputs; none: refused.</description></item>
/// </list>
/// In each case the connection type's defaults fill what is left, and a required input without a value is refused. Production values of a global
/// connection are never mixed with test values: a test connection that lacks an input must not reach production with half of its secrets.
/// </summary>
public static class ConnectionResolution
{
    public static ConnectionResolutionOutcome Resolve(ConnectionResolutionInput input) => (input.Kind, input.Mode) switch
    {
        (ConnectionKind.Global, RunMode.DesignerTest) when input.Test is { } test => Compose(input, (test, ValueSource.TestConnection, null)),
        (ConnectionKind.Global, RunMode.DesignerTest) when !input.FallbackAllowed => ConnectionResolutionOutcome.Refused(ResolutionProblem.FallbackTurnedOff),
        (ConnectionKind.Global, RunMode.DesignerTest) => Compose(input, (input.Values, ValueSource.GlobalConnection, null)) with { FellBack = true },
        (ConnectionKind.Global, RunMode.Deployed) => Compose(input, (input.Values, ValueSource.GlobalConnection, null)),
        (ConnectionKind.Customer, RunMode.DesignerTest) when input.Test is { } test =>
            Compose(input, (test, ValueSource.TestConnection, null), (input.Values, ValueSource.GlobalInput, InputScope.Global)),
        (ConnectionKind.Customer, RunMode.DesignerTest) => ConnectionResolutionOutcome.Refused(ResolutionProblem.NoTestConnection),
        (ConnectionKind.Customer, RunMode.Deployed) when input.Customer is { } customer =>
            Compose(input, (customer, ValueSource.CustomerConnection, InputScope.CustomerSpecific), (input.Values, ValueSource.GlobalInput, InputScope.Global)),
        (ConnectionKind.Customer, RunMode.Deployed) => ConnectionResolutionOutcome.Refused(ResolutionProblem.NoCustomerConnection),
        _ => throw new ArgumentOutOfRangeException(nameof(input)),
    };

    /// <summary>The first source that holds an input's value gives it; a source with a scope speaks only for inputs of that scope.</summary>
    private static ConnectionResolutionOutcome Compose(
        ConnectionResolutionInput input, params ReadOnlySpan<(ValueSet? Values, ValueSource Source, InputScope? Scope)> sources)
    {
        var resolved = new List<ResolvedInput>(input.Type.Inputs.Count);
        foreach (var field in input.Type.Inputs)
        {
            var scope = input.Inputs.FirstOrDefault(i => i.Key == field.Key)?.Scope ?? InputScope.CustomerSpecific;
            ResolvedInput? found = null;
            foreach (var (values, source, only) in sources)
            {
                if (found is null && (only is null || only == scope) && values?.Find(field.Key) is { } stored)
                {
                    found = new ResolvedInput(field.Key, source, values.Id, stored, null);
                }
            }

            if (found is null && field.Default is not null)
            {
                found = new ResolvedInput(field.Key, ValueSource.ConnectionTypeDefault, null, null, field.Default);
            }

            if (found is not null)
            {
                resolved.Add(found);
            }
            else if (field.Required)
            {
                var incompleteCustomer = input is { Kind: ConnectionKind.Customer, Mode: RunMode.Deployed } && scope == InputScope.CustomerSpecific;
                return ConnectionResolutionOutcome.Refused(
                    incompleteCustomer ? ResolutionProblem.NoCustomerConnection : ResolutionProblem.MissingRequiredInput, field.Key);
            }
        }

        return new ConnectionResolutionOutcome(resolved, ResolutionProblem.None);
    }
}
