using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectionsConsole.Tests.Unit.Domain;

/// <summary>Which value wins, over random connection types, scopes and sources: checked input by input against the table of the design, written a second time.</summary>
public sealed class ConnectionResolutionPropertyTests
{
    private static readonly DateTime s_day = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static Gen<Sample> Samples() =>
        from count in Gen.Choose(1, 6)
        from inputs in Gen.ArrayOf(Inputs(), count)
        from kind in Gen.Elements(ConnectionKind.Global, ConnectionKind.Customer)
        from mode in Gen.Elements(RunMode.DesignerTest, RunMode.Deployed)
        from hasTest in Gen.Elements(true, false)
        from hasCustomer in Gen.Elements(true, false)
        from fallback in Gen.Elements(true, false)
        select new Sample(inputs, kind, mode, hasTest, hasCustomer, fallback);

    private static Gen<Input> Inputs() =>
        from required in Gen.Elements(true, false)
        from hasDefault in Gen.Elements(true, false)
        from scope in Gen.Elements<InputScope?>(InputScope.Global, InputScope.CustomerSpecific, null)
        from inProduction in Gen.Elements(true, false)
        from inTest in Gen.Elements(true, false)
        from ofCustomer in Gen.Elements(true, false)
        select new Input(required, hasDefault, scope, inProduction, inTest, ofCustomer);

    [Fact]
    public void Resolve_OverRandomConnections_GivesWhatTheTableSays() => Check(sample =>
    {
        var outcome = Resolve(sample);
        if (Refusal(sample) is { } refusal)
        {
            Assert.Equal(refusal, outcome.Problem);
            Assert.Empty(outcome.Inputs);
            return;
        }

        Assert.Equal(ResolutionProblem.None, outcome.Problem);
        var expected = sample.Inputs.Select((input, i) => (Key: $"i{i}", Source: Winner(sample, input))).Where(e => e.Source is not null).Select(e => (e.Key, e.Source!.Value));
        Assert.Equal(expected, outcome.Inputs.Select(r => (r.Key, r.Source)));
        Assert.All(outcome.Inputs, r => Assert.Equal(r.Source == ValueSource.ConnectionTypeDefault, r.ValueSetId is null));
    });

    [Fact]
    public void ADeployedInstance_NeverUsesATestValue_AndATestNeverACustomersValue() => Check(sample =>
    {
        var foreign = sample.Mode == RunMode.Deployed ? ValueSource.TestConnection : ValueSource.CustomerConnection;
        Assert.DoesNotContain(Resolve(sample).Inputs, r => r.Source == foreign);
    });

    [Fact]
    public void TestAndProductionValuesOfAGlobalConnection_AreNeverMixed() => Check(sample =>
    {
        var sources = Resolve(sample).Inputs.Select(r => r.Source).ToHashSet();
        Assert.False(sources.Contains(ValueSource.TestConnection) && sources.Contains(ValueSource.GlobalConnection));
        Assert.False(sample.HasTest && sample.Mode == RunMode.DesignerTest && sources.Contains(ValueSource.GlobalConnection));
    });

    [Fact]
    public void ATestThatFallsBack_SaysSo_AndNothingElseDoes() => Check(sample =>
    {
        var outcome = Resolve(sample);
        var usesProduction = outcome.Inputs.Any(r => r.Source == ValueSource.GlobalConnection);
        Assert.True(!usesProduction || sample.Mode == RunMode.Deployed || outcome.FellBack);
        Assert.False(outcome.FellBack && (sample.Mode == RunMode.Deployed || sample.Kind == ConnectionKind.Customer || sample.HasTest || !sample.Fallback));
    });

    private static void Check(Action<Sample> property) =>
        Prop.ForAll(Arb.From(Samples()), property).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(20260101, 7));

    /// <summary>The source of one input; null where nothing gives it a value.</summary>
    private static ValueSource? Winner(Sample sample, Input input)
    {
        var global = sample.Kind == ConnectionKind.Customer && input.Scope == InputScope.Global && input.InProduction ? ValueSource.GlobalInput : (ValueSource?)null;
        ValueSource? fallback = input.HasDefault ? ValueSource.ConnectionTypeDefault : null;
        return (sample.Kind, sample.Mode) switch
        {
            (ConnectionKind.Global, RunMode.DesignerTest) when sample.HasTest => input.InTest ? ValueSource.TestConnection : fallback,
            (ConnectionKind.Global, _) => input.InProduction ? ValueSource.GlobalConnection : fallback,
            (_, RunMode.DesignerTest) => input.InTest ? ValueSource.TestConnection : global ?? fallback,
            _ => input is { OfCustomer: true, Scope: not InputScope.Global } ? ValueSource.CustomerConnection : global ?? fallback,
        };
    }

    private static ResolutionProblem? Refusal(Sample sample) => sample switch
    {
        { Kind: ConnectionKind.Global, Mode: RunMode.DesignerTest, HasTest: false, Fallback: false } => ResolutionProblem.FallbackTurnedOff,
        { Kind: ConnectionKind.Customer, Mode: RunMode.DesignerTest, HasTest: false } => ResolutionProblem.NoTestConnection,
        { Kind: ConnectionKind.Customer, Mode: RunMode.Deployed, HasCustomer: false } => ResolutionProblem.NoCustomerConnection,
        _ => sample.Inputs.FirstOrDefault(i => i.Required && Winner(sample, i) is null) is { } lacking
            ? sample is { Kind: ConnectionKind.Customer, Mode: RunMode.Deployed } && lacking.Scope != InputScope.Global
                ? ResolutionProblem.NoCustomerConnection
                : ResolutionProblem.MissingRequiredInput
            : null,
    };

    private static ConnectionResolutionOutcome Resolve(Sample sample)
    {
        var type = new ConnectionType("t", "Type", "", [.. sample.Inputs.Select((input, i) => new InputField($"i{i}", $"Input {i}", InputType.String, input.Required, input.HasDefault ? "default" : null))], []);
        var scopes = sample.Kind == ConnectionKind.Global
            ? []
            : sample.Inputs.Select((input, i) => (i, input.Scope)).Where(x => x.Scope is not null).Select(x => new ConnectionInput($"i{x.i}", x.Scope!.Value)).ToList();
        return ConnectionResolution.Resolve(new ConnectionResolutionInput(
            type, sample.Kind, scopes, sample.Mode, Set(i => i.InProduction), sample.HasTest ? Set(i => i.InTest) : null, sample.HasCustomer ? Set(i => i.OfCustomer) : null, sample.Fallback));

        ValueSet Set(Func<Input, bool> holds) => new(
            Guid.Empty, ValueOwner.OrganizationConnection, Guid.NewGuid(), 1,
            [.. sample.Inputs.Select((input, i) => (input, i)).Where(x => holds(x.input)).Select(x => new StoredValue($"i{x.i}", "value", null, null, s_day, "Ada"))], s_day, "Ada");
    }

    private sealed record Input(bool Required, bool HasDefault, InputScope? Scope, bool InProduction, bool InTest, bool OfCustomer);

    private sealed record Sample(Input[] Inputs, ConnectionKind Kind, RunMode Mode, bool HasTest, bool HasCustomer, bool Fallback);
}
