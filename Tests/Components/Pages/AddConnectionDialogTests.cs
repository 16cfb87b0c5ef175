using AngleSharp.Dom;
using Bunit;
using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Pages.Connections;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.OAuth.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Components.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Pages;

/// <summary>"+ Add Connection", step by step.</summary>
public sealed class AddConnectionDialogTests : PageTest
{
    private static readonly Guid s_id = Guid.NewGuid();
    private IRenderedComponent<DialogHost>? _host;
    private Task<string?>? _answer;

    public AddConnectionDialogTests()
    {
        When<GetConnectionTypes, IReadOnlyList<ConnectorChoice>>(_ => Result<IReadOnlyList<ConnectorChoice>>.Success(
        [
            new("aws-s3", "AWS S3", "Objects", AwsS3Connector.Definition.ConnectionTypes), new("http", "HTTP", "Requests", HttpConnector.Definition.ConnectionTypes),
        ]));
        When<ProposeStableKey, string>(r => StableKey.Propose(r.Type.Connector, r.Type.Type));
        When<CheckStableKey, StableKeyCheck>(r => new StableKeyCheck(r.StableKey == "taken" ? ConnectionErrors.StableKeyTaken : null));
        When<CreateConnection, Guid>(_ => s_id);
        TypedText.In(Script);
    }

    private IRenderedComponent<DialogHost> Host => _host!;

    private string Step => Host.Find("p[role=status]").TextContent;

    [Fact]
    public async Task TypeStep_WithoutAChoice_StaysAndSaysSo()
    {
        await OpenAsync();
        await NextAsync();
        Assert.Contains("Choose a connector.", Host.Markup, StringComparison.Ordinal);
        Choose("select", "1");
        await NextAsync();
        Assert.Contains("Choose a connection type.", Host.Markup, StringComparison.Ordinal);
        Assert.Equal(["API Key", "Basic", "Bearer Token", "OAuth 2.0", "OAuth 2.0 Client Credentials"], Host.FindAll(".choice-label").Select(l => l.TextContent));
        Assert.Equal("Step 1 of 5: Type", Step);
    }

    [Fact]
    public async Task TypeStep_WithOneType_ChoosesItByItself()
    {
        await OpenAsync();
        Choose("select", "0");
        await NextAsync();
        Assert.Equal("Step 2 of 5: Kind", Step);
    }

    [Fact]
    public async Task KindStep_ExplainsBothKinds_AndWantsOne()
    {
        await OpenAsync();
        Choose("select", "0");
        await NextAsync();
        Assert.Equal(["Organization-Activated Global Connection", "Organization-Activated Customer Connection"], Host.FindAll(".choice-label").Select(l => l.TextContent));
        Assert.Equal(2, Host.FindAll(".choice-description").Count);
        await NextAsync();
        Assert.Contains("Choose one of the two.", Host.Markup, StringComparison.Ordinal);
        Assert.Equal("Step 2 of 5: Kind", Step);
    }

    [Fact]
    public async Task IdentityStep_ProposesAStableKey_AndChecksItWhileItIsTyped()
    {
        await ToIdentityAsync(connector: "0", kind: 0);
        Assert.Equal("aws-s3-api-key-secret", Field("Stable key").GetAttribute("value"));
        Field("Stable key").Input("tak");
        Field("Stable key").Input("taken");
        Assert.Empty(Sent.OfType<CheckStableKey>());
        LetRest();
        Host.WaitForAssertion(() => Assert.Contains(ConnectionErrors.StableKeyTaken, Host.Markup, StringComparison.Ordinal));
        Assert.Equal(["taken"], Sent.OfType<CheckStableKey>().Select(c => c.StableKey));
        Assert.Equal("true", Field("Stable key").GetAttribute("aria-invalid"));
        Field("Stable key").Input("free");
        LetRest();
        Host.WaitForAssertion(() => Assert.Contains("This stable key is free.", Host.Markup, StringComparison.Ordinal));
        await NextAsync();
        Assert.Contains("Give the connection a name.", Host.Markup, StringComparison.Ordinal);
        Assert.Equal("Step 3 of 5: Identity", Step);
    }

    [Fact]
    public async Task AnOwnStableKey_SurvivesGoingBackToTheType()
    {
        await ToIdentityAsync(connector: "0", kind: 0);
        Field("Stable key").Input("my-key");
        LetRest();
        await BackAsync();
        await BackAsync();
        await NextAsync();
        await NextAsync();
        Assert.Equal("my-key", Field("Stable key").GetAttribute("value"));
    }

    [Fact]
    public async Task InputsStep_OfAGlobalConnection_WantsEveryRequiredValue()
    {
        await ToInputsAsync(connector: "0", kind: 0);
        await NextAsync();
        Assert.Contains("“Access Key ID” is required.", Host.Markup, StringComparison.Ordinal);
        Assert.Contains("“Secret Access Key” is required.", Host.Markup, StringComparison.Ordinal);
        Field("Access Key ID").Change("AKIA");
        Field("Secret Access Key").Change("1234");
        Host.WaitForAssertion(() => Assert.Contains("fewer than 6 characters", Host.Markup, StringComparison.Ordinal));
        await NextAsync();
        Assert.Equal("Step 5 of 5: Review", Step);
        Assert.Contains("set, not shown", Host.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", Host.Markup, StringComparison.Ordinal);
        Assert.Contains("AKIA", Host.Markup, StringComparison.Ordinal);
        await NextAsync();
        Host.WaitForAssertion(() => Assert.True(_answer!.IsCompletedSuccessfully));
        var sent = Assert.Single(Sent.OfType<CreateConnection>());
        Assert.Equal(("Name", "aws-s3-api-key-secret", ConnectionKind.Global, null), (sent.Name, sent.StableKey, sent.Kind, sent.Inputs));
        Assert.Equal([new SubmittedValue("accessKeyId", "AKIA"), new SubmittedValue("secretAccessKey", "1234")], sent.Values);
    }

    [Fact]
    public async Task InputsStep_OfACustomerConnection_AsksWhoGivesEachInput_AndWarnsOfGlobalOnes()
    {
        await ToInputsAsync(connector: "1", kind: 1, type: 0);
        Assert.Contains("can never be changed", Host.Find(".notice-warning").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, Host.FindAll("fieldset.scoped").Count);
        Assert.Empty(Host.FindAll("fieldset.scoped input:not([type=radio])"));
        var header = Host.FindAll("fieldset.scoped")[1];
        header.QuerySelectorAll("input[type=radio]")[1].Change("1");
        Field("Header Name").Change("X-Acme");
        await NextAsync();
        Assert.Equal("Step 5 of 5: Review", Step);
        Assert.Contains("Global: ", Host.Markup, StringComparison.Ordinal);
        Assert.Contains("X-Acme", Host.Markup, StringComparison.Ordinal);
        Assert.Contains("never be changed once the connection is created", Host.Markup, StringComparison.Ordinal);
        await NextAsync();
        Host.WaitForAssertion(() => Assert.True(_answer!.IsCompleted));
        var sent = Assert.Single(Sent.OfType<CreateConnection>());
        Assert.Equal([new SubmittedValue("headerName", "X-Acme")], sent.Values);
        Assert.Equal(
            [new ConnectionInput("apiKey", InputScope.CustomerSpecific), new ConnectionInput("headerName", InputScope.Global), new ConnectionInput("prefix", InputScope.CustomerSpecific)],
            sent.Inputs!);
    }

    [Fact]
    public async Task AGlobalInputThatIsRequired_NeedsItsValueBeforeGoingOn()
    {
        await ToInputsAsync(connector: "1", kind: 1, type: 1);
        Host.FindAll("fieldset.scoped")[0].QuerySelectorAll("input[type=radio]")[1].Change("1");
        await NextAsync();
        Assert.Contains("“Username” is required.", Host.Markup, StringComparison.Ordinal);
        Assert.Equal("Step 4 of 5: Inputs", Step);
    }

    [Theory]
    [InlineData("stableKey", "Identity")]
    [InlineData("accessKeyId", "Inputs")]
    [InlineData("connectionType", "Type")]
    public async Task ARefusalOfTheCommand_GoesBackToTheStepOfItsField(string field, string step)
    {
        When<CreateConnection, Guid>(_ => new InvalidError(field, "Not like this."));
        await ToReviewAsync();
        await NextAsync();
        Host.WaitForAssertion(() => Assert.EndsWith(step, Step, StringComparison.Ordinal));
        Assert.Contains("Not like this.", Host.Markup, StringComparison.Ordinal);
        Assert.False(_answer!.IsCompleted);
    }

    [Fact]
    public async Task ARefusalOfTheWhole_StaysOnTheReview()
    {
        When<CreateConnection, Guid>(_ => new ForbiddenError("You are not allowed to do this."));
        await ToReviewAsync();
        await NextAsync();
        Host.WaitForAssertion(() => Assert.Contains("You are not allowed to do this.", Host.Markup, StringComparison.Ordinal));
        Assert.Equal("Step 5 of 5: Review", Step);
    }

    [Fact]
    public async Task AfterCreating_TheWayLeadsToThePage_ThatOffersATestConnection()
    {
        await ToReviewAsync();
        Assert.DoesNotContain("Authorization", Host.FindAll("dt").Select(t => t.TextContent));
        await NextAsync();
        Host.WaitForAssertion(() => Assert.True(_answer!.IsCompletedSuccessfully));
        Assert.Equal($"/settings/connections/{s_id}?offer=test-connection", await _answer!);
        Assert.Empty(Host.FindAll("form"));
    }

    [Theory]
    [InlineData(3, 0, "you sign in at the provider and consent, once for all customers")]
    [InlineData(3, 1, "Each customer's values are authorized on their own, under Customers > customer > Connections.")]
    [InlineData(4, 0, "Nobody has to consent: the first step that needs an access token gets one")]
    [InlineData(4, 1, "Nobody has to consent: the first step that needs an access token gets one")]
    public async Task TheReview_SaysHowATypeWithOAuthIsAuthorized(int type, int kind, string words)
    {
        await ToOAuthReviewAsync(type, kind);
        var title = Host.FindAll("dt").Single(t => t.TextContent == "Authorization");
        Assert.Contains(words, title.NextElementSibling!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OAuth_OfTheGlobalKind_IsAuthorizedNext_AndComesBackToTheOfferOfATestConnection()
    {
        StartAuthorization? sent = null;
        WhenPending();
        When<StartAuthorization, Uri>(request =>
        {
            sent = request;
            return new Uri("https://provider.example/authorize?state=x");
        });
        await CreateOAuthAsync();
        Assert.Contains("consent at the provider", Host.Markup, StringComparison.Ordinal);

        await Host.Find("form").SubmitAsync();

        Host.WaitForAssertion(() => Assert.True(_answer!.IsCompletedSuccessfully));
        Assert.Null(await _answer!);
        Assert.Equal((ValueOwner.OrganizationConnection, s_id, $"/settings/connections/{s_id}?offer=test-connection"), (sent!.OwnerKind, sent.OwnerId, sent.ReturnUrl));
        Assert.Equal("https://provider.example/authorize?state=x", Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public async Task OAuth_Skipped_SaysThatItStaysPending_AndGoesOnToThePage()
    {
        WhenPending();
        await CreateOAuthAsync();
        Assert.Contains("It stays pending: runs that use it are refused before their first step", Host.Find(".notice-warning").TextContent, StringComparison.Ordinal);
        Host.FindAll("button").First(b => b.TextContent.Trim() == "Skip for now").Click();
        Host.WaitForAssertion(() => Assert.True(_answer!.IsCompletedSuccessfully));
        Assert.Equal($"/settings/connections/{s_id}?offer=test-connection", await _answer!);
        Assert.Empty(Sent.OfType<StartAuthorization>());
    }

    [Fact]
    public async Task OAuth_ThatCannotBegin_SaysWhyInTheDialog()
    {
        WhenPending();
        When<StartAuthorization, Uri>(_ => OAuthErrors.NoAddress("authorizeUrl", "Authorization URL"));
        await CreateOAuthAsync();
        await Host.Find("form").SubmitAsync();
        Assert.Contains("\"Authorization URL\" is no address that can be used", Host.Find(".notice-danger").TextContent, StringComparison.Ordinal);
        Assert.False(_answer!.IsCompleted);
    }

    [Fact]
    public async Task OAuth_WithValuesThatCannotBeUsed_SaysSo_AndOffersToSkipAlone()
    {
        WhenPending("\"Client ID\" is required to authorize.");
        await CreateOAuthAsync();
        Assert.Contains("\"Client ID\" is required to authorize.", Host.Markup, StringComparison.Ordinal);
        Assert.Equal(["Skip for now"], Host.FindAll("footer button").Select(b => b.TextContent.Trim()));
    }

    [Fact]
    public async Task OAuth_WithClientCredentials_AsksNobody()
    {
        WhenPending(grant: OAuthGrant.ClientCredentials);
        await CreateOAuthAsync(type: 4);
        Host.WaitForAssertion(() => Assert.True(_answer!.IsCompletedSuccessfully));
        Assert.NotNull(await _answer!);
    }

    [Fact]
    public async Task CancellingWithTypedWork_AsksFirst()
    {
        await ToIdentityAsync(connector: "0", kind: 0);
        Field("Name").Change("Name");
        Host.FindAll("button").First(b => b.TextContent.Trim() == "Cancel").Click();
        Host.WaitForAssertion(() => Assert.Contains("Discard what you have entered?", Host.Markup, StringComparison.Ordinal));
        Host.FindAll("form")[1].QuerySelectorAll("button").First(b => b.TextContent.Trim() == "Keep editing").Click();
        Host.WaitForAssertion(() => Assert.DoesNotContain("Discard what you have entered?", Host.Markup, StringComparison.Ordinal));
        Assert.False(_answer!.IsCompleted);
        Assert.Equal("Step 3 of 5: Identity", Step);
    }

    private async Task OpenAsync()
    {
        _host = Render<DialogHost>();
        var flow = Services.GetRequiredService<AddConnectionFlow>();
        await _host.InvokeAsync(() =>
        {
            _answer = flow.RunAsync();
        });
        _host.WaitForElement("dialog form select");
    }

    private async Task ToIdentityAsync(string connector, int kind, int? type = null)
    {
        await OpenAsync();
        Choose("select", connector);
        if (type is { } index)
        {
            Host.FindAll("input[type=radio]")[index].Change(index.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        await NextAsync();
        Host.FindAll("input[type=radio]")[kind].Change(kind.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await NextAsync();
        Assert.Equal("Step 3 of 5: Identity", Step);
    }

    private async Task ToInputsAsync(string connector, int kind, int? type = null)
    {
        await ToIdentityAsync(connector, kind, type);
        Field("Name").Change("Name");
        await NextAsync();
        Host.WaitForAssertion(() => Assert.Equal("Step 4 of 5: Inputs", Step));
    }

    private async Task ToReviewAsync()
    {
        await ToInputsAsync(connector: "0", kind: 0);
        Field("Access Key ID").Change("AKIA");
        Field("Secret Access Key").Change("a-good-secret");
        await NextAsync();
        Host.WaitForAssertion(() => Assert.Equal("Step 5 of 5: Review", Step));
    }

    private async Task ToOAuthReviewAsync(int type, int kind)
    {
        await ToInputsAsync(connector: "1", kind, type);
        if (kind == 0)
        {
            if (type == 3)
            {
                Field("Authorization URL").Change("https://provider.example/authorize");
            }

            Field("Token URL").Change("https://provider.example/token");
            Field("Client ID").Change("console");
            Field("Client Secret").Change("a-good-secret");
        }

        await NextAsync();
        Host.WaitForAssertion(() => Assert.Equal("Step 5 of 5: Review", Step));
    }

    private async Task CreateOAuthAsync(int type = 3)
    {
        await ToOAuthReviewAsync(type, kind: 0);
        await NextAsync();
        if (type == 3)
        {
            Host.WaitForAssertion(() => Assert.Contains("Authorize “Name”", Host.Markup, StringComparison.Ordinal));
        }
    }

    private void WhenPending(string? settingsProblem = null, OAuthGrant grant = OAuthGrant.AuthorizationCode) => When<GetAuthorization, AuthorizationDetail>(_ => AuthorizationDetail.None with
    {
        IsOAuth = true, Name = "Name", Grant = grant, SettingsProblem = settingsProblem, MayManage = true,
    });

    private void Choose(string selector, string value) => Host.Find(selector).Change(value);

    private Task NextAsync() => Host.Find("form").SubmitAsync();

    private async Task BackAsync() => await Host.FindAll("button").First(b => b.TextContent.Trim() == "Back").ClickAsync(new());

    private IElement Field(string label) =>
        Host.Find("#" + Host.FindAll("label.field-label").First(l => l.TextContent.StartsWith(label, StringComparison.Ordinal)).GetAttribute("for"));
}
