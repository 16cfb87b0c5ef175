using System.Text;
using Bunit;
using ConnectionsConsole.App.GraphQL.Schema;
using ConnectionsConsole.App.Pages.Settings.Explorer;
using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace ConnectionsConsole.Tests.Components.Pages;

/// <summary>The API explorer: runs what stands in the editor, and shows the schema.</summary>
public sealed class ApiExplorerPageTests : PageTest
{
    private readonly Queue<string> _texts = new();

    public ApiExplorerPageTests()
    {
        Services.AddSingleton(ConsoleSchema.BuildEngine());
        Services.AddScoped<ApiExplorer>();
        Script.Setup<IJSStreamReference>("readLongText", _ => true).SetResult(new Text(_texts));
    }

    [Fact]
    public async Task WhatIsInTheEditor_IsRun()
    {
        var page = Render<ApiExplorerPage>();
        await RunAsync(page, "query A { __typename }", "");
        page.WaitForAssertion(() => Assert.Contains("\"__typename\"", page.Find("pre").TextContent, StringComparison.Ordinal));
        Assert.Contains("bytes", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("select"));
    }

    [Fact]
    public async Task Mistakes_AreShownWithTheirPlaces()
    {
        var page = Render<ApiExplorerPage>();
        await RunAsync(page, "{ nothing }", "");
        page.WaitForAssertion(() => Assert.Contains("Line 1, column 3", page.Markup, StringComparison.Ordinal));
        await RunAsync(page, "{", "");
        page.WaitForAssertion(() => Assert.Contains("Line 1, column 2", page.Markup, StringComparison.Ordinal));
        await RunAsync(page, "{ __typename }", "[1]");
        page.WaitForAssertion(() => Assert.Contains("The variables are no JSON object", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SeveralOperations_AreOfferedToChooseFrom()
    {
        var page = Render<ApiExplorerPage>();
        await RunAsync(page, "query First { __typename } query Second { again: __typename }", "");
        page.WaitForAssertion(() => Assert.Equal(["First", "Second"], page.FindAll("select option").Select(o => o.TextContent)));
        Assert.Contains("\"__typename\"", page.Find("pre").TextContent, StringComparison.Ordinal);
        page.Find("select").Change("1");
        await RunAsync(page, "query First { __typename } query Second { again: __typename }", "");
        page.WaitForAssertion(() => Assert.Contains("\"again\"", page.Find("pre").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void TheDocumentation_LeadsFromTheRootsByTypes_AndBack()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/api-explorer?tab=docs");
        var page = Render<ApiExplorerPage>();
        page.WaitForElement(".docs button.entry");
        Press(page, "Query");
        Assert.Contains(page.FindAll(".member .name"), m => m.TextContent == "customers");
        Press(page, "CustomerConnection");
        Assert.Contains(page.FindAll(".member .name"), m => m.TextContent == "nodes");
        Press(page, "Customer");
        Assert.Contains(page.FindAll(".member .name"), m => m.TextContent == "externalId");
        Press(page, "CustomerConnection");
        Press(page, "Query");
        Assert.Contains(page.FindAll(".member .name"), m => m.TextContent == "customers");
    }

    [Fact]
    public void TheDocumentation_IsSearchedByTypesAndFields()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/api-explorer?tab=docs");
        var page = Render<ApiExplorerPage>();
        page.WaitForElement(".docs input");
        page.Find(".docs input").Input("externalid");
        page.WaitForAssertion(() => Assert.Contains(page.FindAll(".entry"), e => e.TextContent == "Customer.externalId"));
        page.Find(".docs input").Input("zzzz");
        page.WaitForAssertion(() => Assert.Contains("No type and no field", page.Markup, StringComparison.Ordinal));
    }

    private Task RunAsync(IRenderedComponent<ApiExplorerPage> page, string document, string variables)
    {
        _texts.Enqueue(document);
        _texts.Enqueue(variables);
        return page.FindAll("button").Single(b => b.TextContent.Trim() == "Run").ClickAsync();
    }

    private static void Press(IRenderedComponent<ApiExplorerPage> page, string text) => page.FindAll(".docs button").First(b => b.TextContent.Trim() == text).Click();

    /// <summary>What stands in the fields, asked one after the other; the script sends a character in front of it.</summary>
    private sealed class Text(Queue<string> texts) : IJSStreamReference
    {
        private byte[] _bytes = [];

        public long Length => (_bytes = Encoding.UTF8.GetBytes("=" + texts.Dequeue())).Length;

        public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) => new(new MemoryStream(_bytes));

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => throw new NotSupportedException();

#pragma warning disable CA1068 // The order is the interface's.
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => throw new NotSupportedException();
#pragma warning restore CA1068

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
