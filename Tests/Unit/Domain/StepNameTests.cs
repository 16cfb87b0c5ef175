using ConnectionsConsole.Domain.Integrations.Steps;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectionsConsole.Tests.Unit.Domain;

public sealed class StepNameTests
{
    [Theory]
    [InlineData("Get Pokemon Data", "getPokemonData")]
    [InlineData("Save PNG", "savePng")]
    [InlineData("step 2b", "step2B")]
    [InlineData("path-helper", "pathHelper")]
    [InlineData("pathHelper", "pathHelper")]
    [InlineData("HTTPRequest", "httpRequest")]
    [InlineData("Customer's order", "customersOrder")]
    [InlineData("Customer’s order", "customersOrder")]
    [InlineData("  __ ", "")]
    [InlineData("", "")]
    [InlineData("Äpfel zählen", "äpfelZählen")]
    [InlineData("A", "a")]
    [InlineData("'quoted' name", "quotedName")]
    public void ToReference_IsTheCamelCaseForm(string name, string expected) => Assert.Equal(expected, StepName.ToReference(name));

    [Fact]
    public void ToReference_HoldsLettersAndDigitsAlone() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        name => StepName.ToReference(name.Get).All(char.IsLetterOrDigit)).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260101, 7));
}
