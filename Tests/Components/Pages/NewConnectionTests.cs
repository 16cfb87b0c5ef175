using AngleSharp.Dom;
using Bunit;
using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Pages.Connections;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connections.Testing.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.OAuth.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Components.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Pages;

/// <summary>What the page of a connection asks when it was just created, also where the way led over an OAuth 2.0 provider.</summary>
public sealed class NewConnectionTests : PageTest
{
    private static readonly ConnectionType s_aws = AwsS3Connector.Definition.ConnectionTypes[0];
    private static readonly ConnectionType s_oauth = HttpConnector.Definition.ConnectionTypes[3];
    private static readonly Guid s_id = Guid.NewGuid();

    public NewConnectionTests()
    {
        // The panel that tests connections has tests of its own.
        When<GetConnectionTest, ConnectionTestForm>(_ => new NotFoundError("Nothing to test here."));
        TypedText.In(Script);
    }

    [Fact]
    public void ANewConnection_IsOfferedATestConnection_AndSkippingSaysWhatItMeans_AndAsksNoMore()
    {
        When<GetConnection, ConnectionDetail>(_ => Connection(s_aws));
        var host = Render<DialogHost>();
        RenderPage();
        host.WaitForAssertion(() => Assert.Contains("Set a test connection for “Avatar bucket”", host.Markup, StringComparison.Ordinal));
        Assert.Contains("test runs in the designer are refused", host.Markup, StringComparison.Ordinal);
        host.FindAll("button").First(b => b.TextContent.Trim() == "Skip for now").Click();
        host.WaitForAssertion(() => Assert.Empty(host.FindAll("form")));
        Assert.EndsWith(ConsoleUrls.Connection(s_id), Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Empty(Sent.OfType<SetTestConnection>());
    }

    [Theory]
    [InlineData(Roles.Support, false)]
    [InlineData(Roles.Admin, true)]
    public void ATestConnection_IsNotOfferedToThoseWhoMayNotSetIt_NorWhereThereIsOne(Roles roles, bool isSet)
    {
        SignIn(roles);
        When<GetConnection, ConnectionDetail>(_ => Connection(s_aws, isSet));
        var host = Render<DialogHost>();
        var page = RenderPage();
        page.WaitForAssertion(() => Assert.EndsWith(ConsoleUrls.Connection(s_id), Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Empty(host.FindAll("form"));
    }

    [Fact]
    public async Task ATestConnectionWithOAuth_IsAuthorizedOnItsOwn_OnceItsValuesAreThere()
    {
        var test = Guid.NewGuid();
        When<GetConnection, ConnectionDetail>(_ => Connection(s_oauth));
        When<SetTestConnection, Guid>(_ => test);
        var host = Render<DialogHost>();
        RenderPage();
        host.WaitForElement("form");
        foreach (var field in s_oauth.Inputs.Where(i => i.Required))
        {
            Input(host, field.Label).Change("https://provider.example");
        }

        When<GetAuthorization, AuthorizationDetail>(request => AuthorizationDetail.None with { IsOAuth = request.OwnerId == test, Name = "Avatar bucket (test)", MayManage = true });
        When<StartAuthorization, Uri>(_ => new Uri("https://provider.example/authorize"));
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Contains("Authorize “Avatar bucket (test)”", host.Markup, StringComparison.Ordinal));
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Equal("https://provider.example/authorize", Services.GetRequiredService<NavigationManager>().Uri));
        var sent = Assert.Single(Sent.OfType<StartAuthorization>());
        Assert.Equal((ValueOwner.TestConnection, test, ConsoleUrls.Connection(s_id, "test")), (sent.OwnerKind, sent.OwnerId, sent.ReturnUrl));
    }

    private static ConnectionDetail Connection(ConnectionType type, bool isTestSet = false) => new(
        s_id, "Avatar bucket", "", "avatar-bucket", new("aws-s3", "apiKeySecret"), "AWS S3", type.Label, type, ConnectionKind.Global, ConnectionStatus.Ready, false, [], DateTime.UnixEpoch,
        Guid.NewGuid(), [], new ValuesDetail(s_id, Guid.NewGuid(), 1, false, []),
        new ValuesDetail(isTestSet ? Guid.NewGuid() : null, null, 0, false, InputState.Of(type.Inputs, null, true)), 0, 0, 0, 0, null, null, FallbackAllowed: false);

    private static IElement Input(IRenderedComponent<IComponent> rendered, string label) =>
        rendered.Find("#" + rendered.FindAll("label").First(l => l.TextContent.StartsWith(label, StringComparison.Ordinal)).GetAttribute("for"));

    private IRenderedComponent<ConnectionPage> RenderPage()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(ConsoleUrls.NewConnection(s_id));
        return Render<ConnectionPage>(parameters => parameters.Add(p => p.Id, s_id));
    }
}
