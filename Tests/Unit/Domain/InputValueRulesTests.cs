using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Tests.Unit.Domain;

public sealed class InputValueRulesTests
{
    [Theory]
    [InlineData(InputType.String, "plain", null)]
    [InlineData(InputType.String, "two\nlines", "\"Field\" is one line.")]
    [InlineData(InputType.Password, "two\rlines", "\"Field\" is one line.")]
    [InlineData(InputType.Text, "two\nlines", null)]
    [InlineData(InputType.Text, "nu\0ll", "\"Field\" contains a null character.")]
    [InlineData(InputType.Boolean, "true", null)]
    [InlineData(InputType.Boolean, "True", "\"Field\" is either true or false.")]
    [InlineData(InputType.Number, "-1.5e3", null)]
    [InlineData(InputType.Number, "1,5", "\"Field\" is a number.")]
    [InlineData(InputType.Choice, "b", null)]
    [InlineData(InputType.Choice, "B", "\"Field\" is one of a, b.")]
    public void Check_AsksForAPossibleValue(InputType type, string value, string? expected) =>
        Assert.Equal(expected, InputValueRules.Check(new InputField("field", "Field", type, Choices: ["", "a", "b"]), value));

    [Theory]
    [InlineData(InputType.String, InputField.MaximumLength)]
    [InlineData(InputType.Password, InputField.MaximumLength)]
    [InlineData(InputType.Text, InputField.MaximumTextLength)]
    [InlineData(InputType.Code, InputField.MaximumTextLength)]
    public void Check_EndsAtTheLongestValue(InputType type, int longest)
    {
        var field = new InputField("field", "Field", type);
        Assert.Null(InputValueRules.Check(field, new string('x', longest)));
        Assert.Contains("characters; at most", InputValueRules.Check(field, new string('x', longest + 1)), StringComparison.Ordinal);
    }
}
