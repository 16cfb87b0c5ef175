using System.Globalization;
using Bunit;
using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.Tests.Components.Setup;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.Tests.Components.Fields;

public sealed class FieldTests : ComponentTest
{
    private static readonly SelectOption<string>[] s_options = [new("global", "Global", "For all."), new("customer", "Customer"), new("mars", "Mars", Disabled: true)];

    [Fact]
    public void TextField_TiesLabelHintAndErrorToItsInput()
    {
        var field = Render<TextField>(parameters => parameters
            .Add(text => text.Label, "Name").Add(text => text.Hint, "A hint.").Add(text => text.Error, "Wrong.").Add(text => text.Required, true));
        var input = field.Find("input");

        Assert.Equal(input.Id, field.Find("label").GetAttribute("for"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("true", input.GetAttribute("aria-required"));
        var described = input.GetAttribute("aria-describedby")!.Split(' ').Select(id => field.Find("#" + id).TextContent);
        Assert.Equal(["A hint.", "Wrong."], described);
    }

    [Fact]
    public void TextField_WithoutErrorOrHint_CarriesNeither()
    {
        var input = Render<TextField>(parameters => parameters.Add(text => text.Label, "Name")).Find("input");

        Assert.False(input.HasAttribute("aria-invalid"));
        Assert.False(input.HasAttribute("aria-describedby"));
    }

    [Theory]
    [InlineData(20, "20")]
    [InlineData(1_000_000, "8000")]
    public void Inputs_HaveAMaximumLengthBelowTheHubsLimit(int asked, string expected)
    {
        Assert.Equal(expected, Render<TextField>(parameters => parameters.Add(text => text.Label, "L").Add(text => text.MaxLength, asked)).Find("input").GetAttribute("maxlength"));
        Assert.Equal(expected, Render<TextField>(parameters => parameters.Add(text => text.Label, "L").Add(text => text.MaxLength, asked).Add(text => text.Kind, TextKind.Password)).Find("input").GetAttribute("maxlength"));
        Assert.Equal(expected, Render<TextAreaField>(parameters => parameters.Add(text => text.Label, "L").Add(text => text.MaxLength, asked)).Find("textarea").GetAttribute("maxlength"));
        Assert.Equal(expected, Render<SecretField>(parameters => parameters.Add(text => text.Label, "L").Add(text => text.MaxLength, asked)).Find("input").GetAttribute("maxlength"));
    }

    [Fact]
    public void TextField_GivenMoreThanItTakes_CutsIt()
    {
        string? value = null;
        var field = Render<TextField>(parameters => parameters.Add(text => text.Label, "L").Add(text => text.MaxLength, 5).Add(text => text.ValueChanged, changed => value = changed));

        field.Find("input").Change("123456789");

        Assert.Equal("12345", value);
    }

    [Theory]
    [InlineData(TextKind.Email, "email", "username")]
    [InlineData(TextKind.Password, "password", "current-password")]
    [InlineData(TextKind.Url, "url", "off")]
    public void TextField_TellsTheBrowserWhatItHolds(TextKind kind, string type, string autoComplete)
    {
        var input = Render<TextField>(parameters => parameters
            .Add(text => text.Label, "L").Add(text => text.Kind, kind).Add(text => text.AutoComplete, autoComplete).Add(text => text.Name, "Input.Value")).Find("input");

        Assert.Equal(type, input.GetAttribute("type"));
        Assert.Equal(autoComplete, input.GetAttribute("autocomplete"));
        Assert.Equal("Input.Value", input.GetAttribute("name"));
    }

    [Fact]
    public void SelectField_SendsPositions_AndAnswersOptionsOnly()
    {
        var values = new List<string?>();
        var field = Render<SelectField<string>>(parameters => parameters
            .Add(select => select.Label, "Kind").Add(select => select.Options, s_options).Add(select => select.Value, "customer")
            .Add(select => select.Placeholder, "Any").Add(select => select.ValueChanged, values.Add));
        Assert.DoesNotContain("value=\"customer\"", field.Markup, StringComparison.Ordinal);

        foreach (var sent in new[] { "0", "", "7", "2", "global" })
            field.Find("select").Change(sent);

        Assert.Equal(["global", null, null, null, null], values);
    }

    [Fact]
    public void ChoiceField_DoesNotTakeADisabledOption()
    {
        var values = new List<string>();
        var field = Render<ChoiceField<string>>(parameters => parameters
            .Add(choice => choice.Label, "Kind").Add(choice => choice.Options, s_options).Add(choice => choice.Value, "global").Add(choice => choice.ValueChanged, values.Add));

        field.FindAll("input")[2].Change(true);
        field.FindAll("input")[1].Change(true);

        Assert.Equal(["customer"], values);
        Assert.True(field.FindAll("input")[0].HasAttribute("checked"));
    }

    [Theory]
    [InlineData("12", 12L, null)]
    [InlineData("", null, null)]
    [InlineData("1.5", null, "Enter a whole number, with digits only.")]
    [InlineData("0", null, "Enter a number from 1 to 365.")]
    [InlineData("99999999999999999999", null, "Enter a whole number, with digits only.")]
    public void NumberField_ExplainsWhatItCannotRead(string typed, long? expected, string? error)
    {
        long? value = -1;
        var field = Render<NumberField>(parameters => parameters
            .Add(number => number.Label, "Days").Add(number => number.Value, 7).Add(number => number.Min, 1).Add(number => number.Max, 365).Add(number => number.ValueChanged, changed => value = changed));

        field.Find("input").Change(typed);

        Assert.Equal(expected, value);
        Assert.Equal(error, field.FindAll(".field-error:not([data-paste-note])").SingleOrDefault()?.TextContent);
        Assert.Equal(error is null ? null : "true", field.Find("input").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void CheckField_AnswersYesAndNo()
    {
        var values = new List<bool>();
        var field = Render<CheckField>(parameters => parameters.Add(check => check.Label, "Stay").Add(check => check.ValueChanged, values.Add));

        field.Find("input").Change(true);
        field.Find("input").Change(false);

        Assert.Equal([true, false], values);
    }

    [Fact]
    public void LookupField_Searches_AndChoosesByKeyboard()
    {
        string? value = null;
        var field = Render<LookupField<string>>(parameters => parameters
            .Add(lookup => lookup.Label, "Customer").Add(lookup => lookup.Text, text => text).Add(lookup => lookup.ValueChanged, changed => value = changed)
            .Add(lookup => lookup.Search, (text, _) => Task.FromResult<IReadOnlyList<string>>([.. new[] { "Acme", "Acorn", "Birch" }.Where(name => name.StartsWith(text, StringComparison.Ordinal))])));
        var input = field.Find("input");

        input.Input("Ac");
        LetRest();
        field.WaitForAssertion(() => Assert.Equal(2, field.FindAll("[role=option]").Count));
        input.KeyDown("ArrowDown");
        field.WaitForAssertion(() => Assert.Equal(field.FindAll("[role=option]")[1].Id, field.Find("input").GetAttribute("aria-activedescendant")));
        input.KeyDown("Enter");

        Assert.Equal("Acorn", value);
        Assert.Equal("false", input.GetAttribute("aria-expanded"));
        Assert.Equal("Acorn", input.GetAttribute("value"));
    }

    [Fact]
    public async Task LookupField_ThatIsLeft_Closes_UnlessTheFocusComesBack()
    {
        var field = Render<LookupField<string>>(parameters => parameters
            .Add(lookup => lookup.Label, "Customer").Add(lookup => lookup.Text, text => text)
            .Add(lookup => lookup.Search, (_, _) => Task.FromResult<IReadOnlyList<string>>(["Acme"])));
        field.Find("input").Focus();
        field.WaitForAssertion(() => Assert.Equal("true", field.Find("input").GetAttribute("aria-expanded")));

        var left = LeaveAsync();
        await field.Find("input").FocusAsync(new());
        await RestAsync(left);
        Assert.Equal("true", field.Find("input").GetAttribute("aria-expanded"));

        await RestAsync(LeaveAsync());
        Assert.Equal("false", field.Find("input").GetAttribute("aria-expanded"));

        Task LeaveAsync() => field.Find(".lookup").TriggerEventAsync("onfocusout", new Microsoft.AspNetCore.Components.Web.FocusEventArgs());

        // The event may have to wait for a rendering that is under way, and begins to wait for the clock only then.
        async Task RestAsync(Task waiting)
        {
            for (var tries = 1000; tries > 0 && !waiting.IsCompleted; tries--)
            {
                LetRest();
                await Task.WhenAny(waiting, Task.Delay(30));
            }

            await waiting.WaitAsync(TimeSpan.Zero);
        }
    }

    [Fact]
    public void LookupField_TypedOver_HoldsNoChoice()
    {
        var values = new List<string?>();
        var field = Render<LookupField<string>>(parameters => parameters
            .Add(lookup => lookup.Label, "Customer").Add(lookup => lookup.Text, text => text).Add(lookup => lookup.Value, "Acme").Add(lookup => lookup.ValueChanged, values.Add)
            .Add(lookup => lookup.Search, (_, _) => Task.FromResult<IReadOnlyList<string>>([])));

        field.Find("input").Input("Acmeee");

        Assert.Equal([null], values);
    }

    /// <summary>What is read before saving comes back as the parameter; written into the browser, it would set back what was typed in between.</summary>
    [Fact]
    public async Task LongTextField_WhoseTextWasRead_IsNotWrittenBack_ButAnotherTextIs()
    {
        var typed = TypedText.In(Script);
        var field = Render<LongTextField>(parameters => parameters.Add(text => text.Label, "Private key").Add(text => text.Value, "stored"));
        typed.Text = "typed";
        Assert.Equal("typed", await field.InvokeAsync(field.Instance.ReadAsync));
        field.Render(parameters => parameters.Add(text => text.Value, "typed"));
        Assert.DoesNotContain(Script.Invocations, call => call.Identifier == "setLongText");

        field.Render(parameters => parameters.Add(text => text.Value, "loaded anew"));
        field.WaitForAssertion(() => Script.VerifyInvoke("setLongText"));
    }

    /// <summary>A filter follows the address, which follows the choice by a round trip.</summary>
    [Fact]
    public void AnInput_ShowsWhatWasEntered_UntilThePageGivesAnotherValue()
    {
        var select = Render<SelectField<string>>(parameters => parameters.Add(f => f.Label, "Kind").Add(f => f.Options, s_options).Add(f => f.Value, "global"));
        select.Find("select").Change("1");
        select.Render(parameters => parameters.Add(f => f.Label, "Kinds"));
        Assert.Equal("1", select.Find("select").GetAttribute("value"));
        select.Render(parameters => parameters.Add(f => f.Value, "mars"));
        Assert.Equal("2", select.Find("select").GetAttribute("value"));

        var text = Render<TextField>(parameters => parameters.Add(f => f.Label, "Name").Add(f => f.Value, "before"));
        text.Find("input").Change("after");
        text.Render(parameters => parameters.Add(f => f.Error, "Wrong."));
        Assert.Equal("after", text.Find("input").GetAttribute("value"));
        text.Render(parameters => parameters.Add(f => f.Value, "loaded anew"));
        Assert.Equal("loaded anew", text.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void LongTextField_BindsNoEventThatWouldCarryTheText()
    {
        var field = Render<LongTextField>(parameters => parameters.Add(text => text.Label, "Private key").Add(text => text.Value, new string('x', 100_000)));

        Assert.DoesNotContain("blazor:on", field.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("xxxx", field.Markup, StringComparison.Ordinal);
        Assert.Equal((256 * 1024).ToString(CultureInfo.InvariantCulture), field.Find("textarea").GetAttribute("maxlength"));
        Script.VerifyInvoke("attachLongText");
    }

    [Fact]
    public void FormErrors_PutTheFirstMessageAtItsField_AndTheRestAbove()
    {
        var errors = new FormErrors();
        errors.Add("StableKey", "Taken.");
        errors.Add("stableKey", "Malformed.");
        errors.Add(null, "Somebody else has changed it.");

        Assert.Equal("Taken.", errors["stablekey"]);
        Assert.Equal("Somebody else has changed it.", errors.Summary);
        errors.Clear("StableKey");
        Assert.Null(errors["StableKey"]);
        Assert.True(errors.Any);
    }
}
