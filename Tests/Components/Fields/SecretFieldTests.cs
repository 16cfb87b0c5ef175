using Bunit;
using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.Tests.Components.Setup;

namespace ConnectionsConsole.Tests.Components.Fields;

public sealed class SecretFieldTests : ComponentTest
{
    private readonly List<string?> _values = [];

    [Fact]
    public void ASetSecret_ShowsWhenAndByWhom_AndNoInput()
    {
        var field = Render(isSet: true);

        Assert.Empty(field.FindAll("input"));
        Assert.Contains("Set on 11 Mar 2026, 12:00:00 UTC by Grace Hopper", field.Find(".secret-words").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replace_GivesAnEmptyPasswordInput()
    {
        var field = Render(isSet: true);

        // Awaited: taking the focus to the input ends a moment later, and renders anew.
        await field.Find("button").ClickAsync(new());

        var input = field.Find("input");
        Assert.Equal("password", input.GetAttribute("type"));
        Assert.Equal("new-password", input.GetAttribute("autocomplete"));
        Assert.True(string.IsNullOrEmpty(input.GetAttribute("value")));
        input.Change("s3cret");
        field.WaitForAssertion(() => Assert.Equal(["s3cret"], _values));
    }

    [Fact]
    public async Task Keep_TakesTheNewValueBack()
    {
        var field = Render(isSet: true);
        await field.Find("button").ClickAsync(new());

        field.Find("button").Click();

        field.WaitForAssertion(() => Assert.Equal([null], _values));
        field.WaitForAssertion(() => Assert.Empty(field.FindAll("input")));
    }

    [Fact]
    public void ASecretNeverSet_IsAskedForAtOnce()
    {
        var field = Render(isSet: false);

        Assert.Equal("password", field.Find("input").GetAttribute("type"));
        Assert.Empty(field.FindAll("button"));
    }

    [Fact]
    public void AnEmptiedInput_KeepsTheStoredValue()
    {
        var field = Render(isSet: false);

        field.Find("input").Change("");

        Assert.Equal([null], _values);
    }

    private IRenderedComponent<SecretField> Render(bool isSet) => Render<SecretField>(parameters => parameters
        .Add(field => field.Label, "API key")
        .Add(field => field.IsSet, isSet)
        .Add(field => field.SetAt, isSet ? Clock.GetUtcNow().AddDays(-1) : null)
        .Add(field => field.SetBy, isSet ? "Grace Hopper" : null)
        .Add(field => field.ValueChanged, _values.Add));
}
