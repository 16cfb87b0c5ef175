using AngleSharp.Dom;
using Bunit;
using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Pages.Settings.Connectors;
using ConnectionsConsole.App.Pages.Settings.Connectors.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Connectors.Commands;
using ConnectionsConsole.Domain.Connectors.Own;
using ConnectionsConsole.Domain.Connectors.Queries;
using ConnectionsConsole.Domain.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Pages;

/// <summary>The pages of connectors: looks, who may do what, what a form sends, and each refusal at its place.</summary>
public sealed class ConnectorPagesTests : PageTest
{
    private static readonly Guid s_revision = Guid.NewGuid();
    private static readonly ConnectionType s_type = new("apiKey", "API Key", "", [new("host", "Host", InputType.String, Required: true), new("apiKey", "API Key", InputType.Password, Required: true)], []);
    private static readonly Connector s_own = new("acme-erp", "Acme ERP", "Our system.", [s_type], []) { OwnId = Guid.NewGuid() };

    [Fact]
    public void TheList_ShowsBothKindsAndOffersAnotherToAdminsAlone()
    {
        When<ListConnectors, Page<ConnectorRow>>(_ => new Page<ConnectorRow>(
        [
            new ConnectorRow("acme-erp", "Acme ERP", "", false, "server", null, ["API Key"], 0, 2),
            new ConnectorRow("http", "HTTP", "", true, "network", null, ["Basic"], 6, 0),
        ], 2));
        var page = Render<ConnectorList>();
        page.WaitForAssertion(() => Assert.NotNull(page.Find("a[href='/settings/connectors/acme-erp']")));
        Assert.Equal(["Own", "Built in"], page.FindAll("tbody tr").Select(r => r.QuerySelectorAll("td")[1].TextContent.Trim()));
        Assert.Contains(page.FindAll("button"), b => b.TextContent.Trim() == "Connector");

        SignIn(Roles.Builder);
        page = Render<ConnectorList>();
        page.WaitForElement("tbody tr");
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() == "Connector");
    }

    [Fact]
    public void ABuiltInConnector_IsShownWithoutAnythingToChange()
    {
        When<GetConnector, ConnectorDetail>(_ => new ConnectorDetail(AwsS3Connector.Definition, null, null, new Dictionary<string, int> { [AwsS3Connector.ApiKeySecretType] = 3 }));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/connectors/aws-s3?tab=types");
        var page = Render<ConnectorPage>(p => p.Add(x => x.Key, "aws-s3"));
        page.WaitForAssertion(() => Assert.Contains("secretAccessKey", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("button, a"), b => b.TextContent.Contains("Edit", StringComparison.Ordinal) || b.TextContent.Contains("Delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddConnector_ProposesAKeyUntilOneIsTyped()
    {
        When<CreateConnector, Guid>(_ => new ConflictError(ConnectorErrors.KeyTaken, "key"));
        var host = await OpenAsync();
        Field(host, "Name").Change("Acme ERP 2");
        Assert.Equal("acme-erp-2", Field(host, "Key").GetAttribute("value"));
        Field(host, "Key").Change("my-erp");
        Field(host, "Name").Change("Another name");
        Assert.Equal("my-erp", Field(host, "Key").GetAttribute("value"));
        await host.Find("form").SubmitAsync();
        Assert.Equal(new CreateConnector("my-erp", "Another name", "", ConnectorIcons.Default), Assert.Single(Sent));
        Assert.Equal("true", Field(host, "Key").GetAttribute("aria-invalid"));
        Assert.Contains(ConnectorErrors.KeyTaken, host.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANewType_IsSentAsItWasDescribed()
    {
        When<GetConnector, ConnectorDetail>(_ => Detail(s_own with { ConnectionTypes = [] }));
        When<SaveConnectionType, Guid>(_ => s_own.OwnId!.Value);
        var page = Render<ConnectionTypePage>(p => p.Add(x => x.Connector, "acme-erp"));
        page.WaitForElement("form");
        Field(page, "Name").Change("API Key");
        Assert.Equal("apiKey", Fields(page, "Key")[0].GetAttribute("value"));
        Fields(page, "Label")[0].Change("Region");
        Fields(page, "Type")[0].Change("4");
        Field(page, "Choices").Change("eu\nus\n");
        Field(page, "Default").Change("eu");
        page.FindAll("button").Single(b => b.TextContent.Trim() == "Input").Click();
        Fields(page, "Label")[1].Change("Token");
        Fields(page, "Type")[1].Change("2");
        page.FindAll("button").First(b => b.TextContent.Trim() == "Move Token up").Click();
        Field(page, "Allowed hosts").Change("api.example.com\n*.example.com");
        await page.Find("form").SubmitAsync();

        var sent = Assert.IsType<SaveConnectionType>(Sent[^1]);
        Assert.Equal(("acme-erp", (string?)null, false, s_revision), (sent.Connector, sent.Replaces, sent.MarkIncomplete, sent.Revision));
        Assert.Equal(["token", "region"], sent.Type.Inputs.Select(i => i.Key));
        Assert.Equal([InputType.Password, InputType.Choice], sent.Type.Inputs.Select(i => i.Type));
        Assert.Equal(["eu", "us"], sent.Type.Inputs[1].Choices!);
        Assert.Equal(["api.example.com", "*.example.com"], sent.Type.AllowedHosts);
        Assert.EndsWith("/settings/connectors/acme-erp?tab=types", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OAuth_PutsTheClientsInputsInAndIsSent()
    {
        When<GetConnector, ConnectorDetail>(_ => Detail(s_own with { ConnectionTypes = [] }));
        When<SaveConnectionType, Guid>(_ => s_own.OwnId!.Value);
        var page = Render<ConnectionTypePage>(p => p.Add(x => x.Connector, "acme-erp"));
        page.WaitForElement("form");
        Field(page, "Name").Change("OAuth");
        Field(page, "Access tokens").Change("0");
        Field(page, "Authorization URL").Change("https://id.example.com/authorize");
        Field(page, "Token URL").Change("https://id.example.com/token");
        Field(page, "Further parameters").Change("prompt=consent");
        await page.Find("form").SubmitAsync();
        var type = Assert.IsType<SaveConnectionType>(Sent[^1]).Type;
        Assert.Equal(["clientId", "clientSecret"], type.Inputs.Select(i => i.Key));
        Assert.Equal((OAuthGrant.AuthorizationCode, "https://id.example.com/token"), (type.OAuth!.Grant, type.OAuth.TokenUrl.Fixed));
        Assert.Equal([new OAuthParameter("prompt", "consent")], type.OAuth.AuthorizationParameters!);
    }

    [Fact]
    public async Task Messages_StandAtTheirInputs()
    {
        When<GetConnector, ConnectorDetail>(_ => Detail(s_own));
        When<PreviewConnectionType, ConnectionTypeImpact>(_ => new InvalidError([new FieldMessage("type.inputs[1].key", "No key."), new FieldMessage("type.testRequest.url", "No address.")]));
        var page = Render<ConnectionTypePage>(p => p.Add(x => x.Connector, "acme-erp").Add(x => x.Type, "apiKey"));
        page.WaitForElement("form");
        page.FindAll("input[type=checkbox]")[^1].Change(true);
        await page.Find("form").SubmitAsync();
        Assert.Equal("true", Fields(page, "Key")[1].GetAttribute("aria-invalid"));
        Assert.NotEqual("true", Fields(page, "Key")[0].GetAttribute("aria-invalid"));
        Assert.Equal("true", Field(page, "Address").GetAttribute("aria-invalid"));
        Assert.Contains("Something above has to be corrected first.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHeaderWithoutColon_IsToldWithoutSending()
    {
        When<GetConnector, ConnectorDetail>(_ => Detail(s_own));
        var page = Render<ConnectionTypePage>(p => p.Add(x => x.Connector, "acme-erp").Add(x => x.Type, "apiKey"));
        page.WaitForElement("form");
        page.FindAll("input[type=checkbox]")[^1].Change(true);
        Field(page, "Headers").Change("no colon");
        Field(page, "Expected statuses").Change("200, many");
        await page.Find("form").SubmitAsync();
        Assert.Equal("true", Field(page, "Headers").GetAttribute("aria-invalid"));
        Assert.Equal("true", Field(page, "Expected statuses").GetAttribute("aria-invalid"));
        Assert.IsType<GetConnector>(Assert.Single(Sent));
    }

    [Fact]
    public async Task WhatConnectionsWouldSuffer_IsAskedBeforeItIsSent()
    {
        When<GetConnector, ConnectorDetail>(_ => Detail(s_own));
        When<PreviewConnectionType, ConnectionTypeImpact>(_ => new ConnectionTypeImpact([], [], 2, 1, 0));
        When<SaveConnectionType, Guid>(_ => s_own.OwnId!.Value);
        var host = Render<DialogHost>();
        var page = Render<ConnectionTypePage>(p => p.Add(x => x.Connector, "acme-erp").Add(x => x.Type, "apiKey"));
        page.WaitForElement("form");
        var saving = page.Find("form").SubmitAsync();
        host.WaitForElement("form");
        Assert.Contains("2 customers' connections lack a value that becomes required", host.Find("dialog").TextContent, StringComparison.Ordinal);
        Assert.Contains("One connection has no value of its own where the default changes", host.Find("dialog").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Sent, r => r is SaveConnectionType);
        await host.Find("form").SubmitAsync();
        await saving;
        Assert.True(Assert.IsType<SaveConnectionType>(Sent[^1]).MarkIncomplete);
    }

    [Fact]
    public async Task ARefusal_NamesTheConnections()
    {
        When<GetConnector, ConnectorDetail>(_ => Detail(s_own));
        When<PreviewConnectionType, ConnectionTypeImpact>(_ => new ConnectionTypeImpact(["\"Host\" cannot be of another type, because values for it exist."], [], 1, 0, 0));
        When<SaveConnectionType, Guid>(_ => ConnectorErrors.InputsInUse(["\"Host\" cannot be of another type, because values for it exist."], [new Usage("connection", Guid.NewGuid(), "ERP production")]));
        var page = Render<ConnectionTypePage>(p => p.Add(x => x.Connector, "acme-erp").Add(x => x.Type, "apiKey"));
        page.WaitForElement("form");
        await page.Find("form").SubmitAsync();
        Assert.Contains("connection \"ERP production\"", page.Find("form").TextContent, StringComparison.Ordinal);
        Assert.False(Assert.IsType<SaveConnectionType>(Sent[^1]).MarkIncomplete);
    }

    [Fact]
    public void TypesOfBuiltInConnectors_AndUnknownOnes_CannotBeEdited()
    {
        When<GetConnector, ConnectorDetail>(r => r.Key == "aws-s3" ? new ConnectorDetail(AwsS3Connector.Definition, null, null, new Dictionary<string, int>()) : Detail(s_own));
        var page = Render<ConnectionTypePage>(p => p.Add(x => x.Connector, "aws-s3").Add(x => x.Type, AwsS3Connector.ApiKeySecretType));
        page.WaitForAssertion(() => Assert.Contains("Built-in connectors cannot be changed.", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("form"));
        page = Render<ConnectionTypePage>(p => p.Add(x => x.Connector, "acme-erp").Add(x => x.Type, "gone"));
        page.WaitForAssertion(() => Assert.Contains(ConnectorErrors.TypeNotFound.Message, page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void APictureThatIsTooLarge_IsNotEvenRead()
    {
        When<GetConnector, ConnectorDetail>(_ => Detail(s_own));
        var page = Render<ConnectorPage>(p => p.Add(x => x.Key, "acme-erp"));
        page.WaitForElement("input[type=file]");
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[PictureFormat.MaximumBytes + 1], "logo.png"));
        page.WaitForAssertion(() => Assert.Contains("at most 256 are kept", page.Markup, StringComparison.Ordinal));
        Assert.IsType<GetConnector>(Assert.Single(Sent));
    }

    private static ConnectorDetail Detail(Connector connector) => new(connector, s_revision, new DateTime(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc), new Dictionary<string, int> { ["apiKey"] = 2 });

    private static IElement Field<T>(IRenderedComponent<T> page, string label)
        where T : IComponent => Fields(page, label)[0];

    private static List<IElement> Fields<T>(IRenderedComponent<T> page, string label)
        where T : IComponent =>
        [.. page.FindAll("label").Where(l => l.ChildNodes[0].TextContent.Trim() == label && l.HasAttribute("for")).Select(l => page.Find($"#{l.GetAttribute("for")}"))];

    private async Task<IRenderedComponent<DialogHost>> OpenAsync()
    {
        var host = Render<DialogHost>();
        var dialogs = Services.GetRequiredService<ConsoleDialogs>();
        _ = await host.InvokeAsync(() => Task.FromResult(dialogs.ShowAsync<ConnectorDialog, string>()));
        host.WaitForElement("form");
        return host;
    }
}
