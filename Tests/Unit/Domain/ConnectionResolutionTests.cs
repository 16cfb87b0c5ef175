using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectionsConsole.Tests.Unit.Domain;

/// <summary>
/// Which value wins. The type under test has a required global input "g", a required customer-specific one "c", an optional one "o" and a required one
/// with a default, "d". A source is written as the inputs that it holds ("gc"); "-" where it does not exist.
/// </summary>
public sealed class ConnectionResolutionTests
{
    private static readonly ConnectionType s_type = new(
        "t", "Type", "",
        [
            new InputField("g", "G", InputType.String, Required: true),
            new InputField("c", "C", InputType.Password, Required: true),
            new InputField("o", "O", InputType.String),
            new InputField("d", "D", InputType.String, Required: true, Default: "fallback"),
        ],
        []);

    private static readonly ConnectionInput[] s_scopes = [new("g", InputScope.Global), new("c", InputScope.CustomerSpecific), new("o", InputScope.CustomerSpecific)];

    private static readonly Dictionary<ValueSource, char> s_letters = new()
    {
        [ValueSource.ConnectionTypeDefault] = 'D',
        [ValueSource.TestConnection] = 'T',
        [ValueSource.GlobalConnection] = 'P',
        [ValueSource.GlobalInput] = 'G',
        [ValueSource.CustomerConnection] = 'C',
    };

    [Theory]
    // The global kind, test run in the designer.
    [InlineData(ConnectionKind.Global, RunMode.DesignerTest, "gcd", "gc", "-", true, "g=T c=T d=D")]
    [InlineData(ConnectionKind.Global, RunMode.DesignerTest, "gcod", "gcd", "-", false, "g=T c=T d=T")]
    [InlineData(ConnectionKind.Global, RunMode.DesignerTest, "gc", "g", "-", true, "MissingRequiredInput c")]
    [InlineData(ConnectionKind.Global, RunMode.DesignerTest, "gc", "", "-", true, "MissingRequiredInput g")]
    [InlineData(ConnectionKind.Global, RunMode.DesignerTest, "gco", "-", "-", true, "g=P c=P o=P d=D fellBack")]
    [InlineData(ConnectionKind.Global, RunMode.DesignerTest, "gc", "-", "-", false, "FallbackTurnedOff")]
    [InlineData(ConnectionKind.Global, RunMode.DesignerTest, "-", "-", "-", true, "MissingRequiredInput g fellBack")]
    [InlineData(ConnectionKind.Global, RunMode.DesignerTest, "-", "gc", "-", false, "g=T c=T d=D")]
    // The global kind, deployed.
    [InlineData(ConnectionKind.Global, RunMode.Deployed, "gcod", "gcod", "gcod", true, "g=P c=P o=P d=P")]
    [InlineData(ConnectionKind.Global, RunMode.Deployed, "gc", "-", "-", false, "g=P c=P d=D")]
    [InlineData(ConnectionKind.Global, RunMode.Deployed, "g", "gc", "gc", true, "MissingRequiredInput c")]
    [InlineData(ConnectionKind.Global, RunMode.Deployed, "-", "gc", "gc", true, "MissingRequiredInput g")]
    // The customer kind, test run in the designer.
    [InlineData(ConnectionKind.Customer, RunMode.DesignerTest, "g", "c", "gcod", true, "g=G c=T d=D")]
    [InlineData(ConnectionKind.Customer, RunMode.DesignerTest, "g", "gcod", "gcod", true, "g=T c=T o=T d=T")]
    [InlineData(ConnectionKind.Customer, RunMode.DesignerTest, "g", "o", "gcod", true, "MissingRequiredInput c")]
    [InlineData(ConnectionKind.Customer, RunMode.DesignerTest, "-", "c", "gcod", true, "MissingRequiredInput g")]
    [InlineData(ConnectionKind.Customer, RunMode.DesignerTest, "g", "-", "gcod", true, "NoTestConnection")]
    [InlineData(ConnectionKind.Customer, RunMode.DesignerTest, "gcod", "-", "gcod", false, "NoTestConnection")]
    // The customer kind, deployed.
    [InlineData(ConnectionKind.Customer, RunMode.Deployed, "g", "gcod", "c", true, "g=G c=C d=D")]
    [InlineData(ConnectionKind.Customer, RunMode.Deployed, "g", "-", "gcod", true, "g=G c=C o=C d=C")]
    [InlineData(ConnectionKind.Customer, RunMode.Deployed, "gcod", "-", "co", true, "g=G c=C o=C d=D")]
    [InlineData(ConnectionKind.Customer, RunMode.Deployed, "-", "-", "gc", true, "MissingRequiredInput g")]
    [InlineData(ConnectionKind.Customer, RunMode.Deployed, "g", "gcod", "o", true, "NoCustomerConnection c")]
    [InlineData(ConnectionKind.Customer, RunMode.Deployed, "gc", "gcod", "", true, "NoCustomerConnection c")]
    [InlineData(ConnectionKind.Customer, RunMode.Deployed, "g", "gcod", "-", true, "NoCustomerConnection")]
    public void Resolve_ForEachCellOfTheTable(ConnectionKind kind, RunMode mode, string values, string test, string customer, bool fallback, string expected) =>
        Assert.Equal(expected, Describe(ConnectionResolution.Resolve(Input(kind, mode, Set(values), Set(test), Set(customer), fallback))));

    [Fact]
    public void Resolve_NamesTheVersionThatHoldsEachValue()
    {
        var (values, customer) = (Set("g"), Set("c"));
        var outcome = ConnectionResolution.Resolve(Input(ConnectionKind.Customer, RunMode.Deployed, values, null, customer, true));
        Assert.Equal(values!.Id, outcome.Inputs.Single(i => i.Key == "g").ValueSetId);
        Assert.Equal(customer!.Id, outcome.Inputs.Single(i => i.Key == "c").ValueSetId);
        var byDefault = outcome.Inputs.Single(i => i.Key == "d");
        Assert.Equal((null, "fallback"), (byDefault.ValueSetId, byDefault.Default));
    }

    [Fact]
    public void Resolve_WithRandomSources_NeverTakesAProductionValueIntoATestThatHasATestConnection() => Check(Cases(), c =>
    {
        var outcome = ConnectionResolution.Resolve(c with { Mode = RunMode.DesignerTest });
        if (c.Test is not null)
        {
            Assert.DoesNotContain(outcome.Inputs, i => i.Source is ValueSource.GlobalConnection or ValueSource.CustomerConnection);
            Assert.False(outcome.FellBack);
        }
        else if (outcome.IsResolved)
        {
            Assert.True(outcome.FellBack && c is { Kind: ConnectionKind.Global, FallbackAllowed: true });
        }
    });

    [Fact]
    public void Resolve_WithRandomSources_NeverTakesACustomersValueForAGlobalInput() => Check(Cases(), c =>
    {
        var outcome = ConnectionResolution.Resolve(c);
        Assert.DoesNotContain(outcome.Inputs, i => i.Key == "g" && i.Source == ValueSource.CustomerConnection);
        if (c.Kind == ConnectionKind.Global)
        {
            Assert.DoesNotContain(outcome.Inputs, i => i.Source == ValueSource.CustomerConnection);
        }
    });

    [Fact]
    public void Resolve_WithRandomSources_EitherFillsEveryRequiredInputOnceOrSaysWhichIsMissing() => Check(Cases(), c =>
    {
        var outcome = ConnectionResolution.Resolve(c);
        if (outcome.IsResolved)
        {
            Assert.Equal(outcome.Inputs.Count, outcome.Inputs.Select(i => i.Key).Distinct().Count());
            Assert.All(s_type.Inputs.Where(i => i.Required), i => Assert.Contains(outcome.Inputs, r => r.Key == i.Key));
            Assert.All(outcome.Inputs, i => Assert.NotEqual(i.Default is null, i.Stored is null));
        }
        else
        {
            Assert.Empty(outcome.Inputs);
        }
    });

    private static void Check(Gen<ConnectionResolutionInput> cases, Action<ConnectionResolutionInput> holds) =>
        Prop.ForAll(Arb.From(cases), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260101, 7));

    private static Gen<ConnectionResolutionInput> Cases() =>
        from kind in Gen.Elements(ConnectionKind.Global, ConnectionKind.Customer)
        from mode in Gen.Elements(RunMode.DesignerTest, RunMode.Deployed)
        from values in Sources()
        from test in Sources()
        from customer in Sources()
        from fallback in Gen.Elements(true, false)
        select Input(kind, mode, values, test, customer, fallback);

    private static Gen<ValueSet?> Sources() =>
        from bits in Gen.Choose(0, 19)
        select bits >= 16 ? null : Set(string.Concat("gcod".Where((_, i) => (bits & (1 << i)) != 0)));

    private static ConnectionResolutionInput Input(ConnectionKind kind, RunMode mode, ValueSet? values, ValueSet? test, ValueSet? customer, bool fallback) =>
        new(s_type, kind, kind == ConnectionKind.Customer ? s_scopes : [], mode, values, test, customer, fallback);

    private static ValueSet? Set(string inputs) => inputs == "-"
        ? null
        : new ValueSet(
            Guid.NewGuid(), ValueOwner.OrganizationConnection, Guid.NewGuid(), 1,
            [.. inputs.Select(i => new StoredValue(i.ToString(), $"value of {i}", null, null, DateTime.UnixEpoch, "Tester"))], DateTime.UnixEpoch, "Tester");

    private static string Describe(ConnectionResolutionOutcome outcome)
    {
        var inputs = outcome.Inputs.Select(i => $"{i.Key}={s_letters[i.Source]}");
        var words = outcome.IsResolved ? inputs : outcome.MissingInput is { } missing ? [outcome.Problem.ToString(), missing] : [outcome.Problem.ToString()];
        return string.Join(' ', outcome.FellBack ? words.Append("fellBack") : words);
    }
}
