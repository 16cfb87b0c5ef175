using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.OAuth.Queries;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.OAuth;

/// <summary>
/// The panel of an authorization: <c>&lt;AuthorizationPanel OwnerKind="ValueOwner.TestConnection" OwnerId="id" Revision="revision" /&gt;</c>. Shows nothing for
/// an owner that is not authorized by OAuth 2.0, so it can stand wherever values of connections and credentials do.
/// </summary>
public sealed partial class AuthorizationPanel : ComponentBase
{
    private readonly string _headingId = $"authorization-{Guid.NewGuid():N}";
    private (ValueOwner, Guid, Guid?) _shown;
    private AuthorizationDetail? _detail;
    private string? _error;
    private string? _refusal;

    [Parameter, EditorRequired]
    public ValueOwner OwnerKind { get; set; }

    [Parameter, EditorRequired]
    public Guid OwnerId { get; set; }

    /// <summary>The owner's revision: another one makes the panel look again, since changed values can make it pending.</summary>
    [Parameter]
    public Guid? Revision { get; set; }

    /// <summary>After a refresh or a disconnection.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private AuthorizationFlow Flow { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != (OwnerKind, OwnerId, Revision))
        {
            _shown = (OwnerKind, OwnerId, Revision);
            await LoadAsync();
        }
    }

    private DateTime Since(AuthorizationDetail detail) => detail.FailedSince ?? detail.LastErrorAt ?? Time.GetUtcNow().UtcDateTime;

    private async Task LoadAsync()
    {
        var result = await Sender.SendAsync(new GetAuthorization(OwnerKind, OwnerId));
        _error = result.TryGet(out _detail, out var error) ? null : error.ToString();
    }

    private async Task AuthorizeAsync() =>
        _refusal = (await Flow.LeaveAsync(OwnerKind, OwnerId, $"/{Navigation.ToBaseRelativePath(Navigation.Uri)}"))?.ToString();

    private async Task RefreshAsync()
    {
        var refreshed = await Sender.SendAsync(new RefreshNow(OwnerKind, OwnerId));
        _refusal = refreshed.Error?.ToString();
        if (refreshed.IsSuccess)
        {
            Messages.Success("The provider gave a new access token.");
        }

        await ReloadAsync();
        if (_detail?.LastError == _refusal)
        {
            // The standing remark says it already.
            _refusal = null;
        }
    }

    private async Task DisconnectAsync()
    {
        var revoked = _detail!.OffersRevocation ? "The provider is asked to revoke the tokens, and the console forgets them." : "The console forgets the tokens; the provider offers no address to revoke them at.";
        if (!await Dialogs.ConfirmAsync(new Confirmation(
                $"Disconnect “{_detail.Name}”?", $"{revoked} Runs that use it are refused until it is authorized again.", "Disconnect")))
        {
            return;
        }

        var disconnected = await Sender.SendAsync(new Disconnect(OwnerKind, OwnerId));
        _refusal = disconnected.Error?.ToString();
        if (disconnected.TryGet(out var outcome, out _))
        {
            Tell(outcome);
        }

        await ReloadAsync();
    }

    private void Tell(Domain.OAuth.Ports.Disconnection outcome)
    {
        if (outcome.Problem is { } problem)
        {
            Messages.Warning($"Disconnected here, but the provider did not revoke the tokens: {problem} Revoke them there.");
        }
        else
        {
            Messages.Success(outcome.RevocationOffered ? "Disconnected; the provider has revoked the tokens." : "Disconnected. The provider was not asked to revoke, since it has no address for that.");
        }
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        await Changed.InvokeAsync();
    }
}
