using System.Text.Json;
using Bunit;
using ConnectionsConsole.App.Components;
using ConnectionsConsole.Tests.Components.Setup;

namespace ConnectionsConsole.Tests.Components;

public sealed class JsonTreeTests : ComponentTest
{
    [Fact]
    public void Model_OpensTwoLevels_AndNamesPathsAsReferencesDo()
    {
        var rows = Model("""{"results":[{"name":"pikachu","my key":1}],"a.b":{"deep":{"er":1}}}""").Rows();

        Assert.Equal(["", "results", "results[0]", "[\"a.b\"]", "[\"a.b\"].deep"], rows.Select(row => row.Path));
        Assert.Equal([1, 2, 3, 2, 3], rows.Select(row => row.Level));
        Assert.Equal([true, true, false, true, false], rows.Select(row => row.IsExpanded));
    }

    [Fact]
    public void Model_LooksIntoALevelOnlyOnceItIsOpen()
    {
        var model = Model("""{"a":{"b":{"c":{"d":1}}}}""");

        model.Toggle("a.b");

        Assert.Equal(["", "a", "a.b", "a.b.c"], model.Rows().Select(row => row.Path));
        model.Toggle("a");
        Assert.Equal(["", "a"], model.Rows().Select(row => row.Path));
    }

    [Fact]
    public void Model_ShowsLongListsInPages()
    {
        var model = Model(JsonSerializer.Serialize(Enumerable.Range(0, 250)));
        Assert.Equal(102, model.Rows().Count);
        Assert.Equal(150, model.Rows()[^1].Rest);

        model.ShowMore("");
        model.ShowMore("");

        Assert.Equal(251, model.Rows().Count);
        Assert.Equal("[249]", model.Rows()[^1].Path);
    }

    [Fact]
    public void Model_OfAMillionEntries_CostsWhatIsShown()
    {
        var model = Model("{\"big\":[" + string.Join(',', Enumerable.Repeat("1", 1_000_000)) + "]}");

        Assert.Equal(2, model.Rows().Count);
        model.Toggle("big");
        Assert.Equal(103, model.Rows().Count);
    }

    [Fact]
    public void Tree_TellsAssistiveTechnologyItsShape_AndTogglesOnPress()
    {
        var tree = Render("""{"a":{"b":{"c":1}},"text":"<script>"}""");
        var items = tree.FindAll("[role=treeitem]");
        Assert.Equal(["1", "2", "3", "2"], items.Select(item => item.GetAttribute("aria-level")));
        Assert.Equal([0, -1, -1, -1], items.Select(item => int.Parse(item.GetAttribute("tabindex")!, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal("false", items[2].GetAttribute("aria-expanded"));
        Assert.Contains("\"<script>\"", items[3].TextContent, StringComparison.Ordinal);

        tree.FindAll("[data-toggle]")[2].Click();

        Assert.Equal(5, tree.FindAll("[role=treeitem]").Count);
    }

    [Fact]
    public void Tree_CutsLongTexts_AndSaysHowLongTheyAre()
    {
        var tree = Render(JsonSerializer.Serialize(new { text = new string('x', 5000) }));

        Assert.EndsWith("…\" (5,000 characters)", tree.Find(".json-string").TextContent, StringComparison.Ordinal);
        Assert.Equal(2000, tree.Find(".json-string").GetAttribute("title")!.Length);
    }

    [Fact]
    public void Tree_CopiesPathsBehindTheStepsName()
    {
        var tree = Render<JsonTree>(parameters => parameters.Add(json => json.Value, Parse("""{"results":[1]}""")).Add(json => json.PathPrefix, "getPokemon"));

        Assert.Equal(["getPokemon.results", "getPokemon.results[0]"], tree.FindAll("[data-copy]").Select(button => button.GetAttribute("data-copy")));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("12.50")]
    [InlineData("true")]
    [InlineData("\"“Zoë” <b>&'+ 😀\"")]
    [InlineData("\"\\\"5b4e\\\" in\\ntwo lines\"")]
    public void Tree_OfAScalar_IsOneLine(string json) => Assert.Equal(json, Render(json).Find(".json-value").TextContent);

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static JsonTreeModel Model(string json) => new(Parse(json));

    private IRenderedComponent<JsonTree> Render(string json) => Render<JsonTree>(parameters => parameters.Add(tree => tree.Value, Parse(json)));
}
