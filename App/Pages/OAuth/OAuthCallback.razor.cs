using System.Security.Claims;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.OAuth;

/// <summary>
/// Where providers send people back to (RFC 6749 §4.1.2). Rendered statically: it acts once, then leaves for the page that the person came from; it is
/// seen only when something went wrong. What it shows comes from what is stored under the state, and from the provider's error, escaped and shortened.
/// </summary>
public sealed partial class OAuthCallback : ComponentBase
{
    private string _problem = "";
    private string _returnUrl = ConsoleUrls.Home;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    [Inject]
    private RequestSender Sender { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        // The address holds a code; it belongs into no cache and no other site's log.
        HttpContext.Response.Headers.CacheControl = "no-store";
        if (CurrentUser.Of(HttpContext.User) is not { } user || HttpContext.User.FindFirstValue(ConsoleClaims.Session) is not { } session)
        {
            _problem = OAuthErrors.StateOfSomebodyElse.Message;
            return;
        }

        // Not stopped when the browser goes away: what the provider has given must be kept.
        var result = await Sender.Send(
            user.Actor, user.OrganizationId,
            new CompleteAuthorization(Parameter("state"), Parameter("code"), session, Parameter("error"), Parameter("error_description"), Parameter("iss")), CancellationToken.None);
        if (!result.TryGet(out var completed, out var error))
        {
            _problem = error.ToString();
            return;
        }

        _returnUrl = completed.ReturnUrl is { } local && ConsoleUrls.IsLocal(local) ? local : ConsoleUrls.Home;
        if (completed.Problem is { } problem)
        {
            _problem = problem.ToString();
            return;
        }

        Navigation.NavigateTo(_returnUrl);
    }

    /// <summary>RFC 6749 §3.1: a parameter that is given twice makes the request invalid; it then counts as not given.</summary>
    private string? Parameter(string name) => HttpContext.Request.Query[name] is { Count: 1 } values ? values[0]?.Replace('\0', ' ') : null;
}
