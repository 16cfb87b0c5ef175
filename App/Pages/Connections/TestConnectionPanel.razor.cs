using ConnectionsConsole.App.Pages.OAuth;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Connections;

/// <summary>The values that test runs use, to be changed at any time.</summary>
public sealed partial class TestConnectionPanel : ComponentBase
{
    private bool _mayManage;

    [Parameter, EditorRequired]
    public ConnectionDetail Connection { get; set; } = null!;

    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private TestConnectionEditor Editor { get; set; } = null!;

    [Inject]
    private AuthorizationFlow Authorizations { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    protected override async Task OnInitializedAsync() => _mayManage = await User.MayAsync(Permission.ManageTestConnections);

    private async Task EditAsync()
    {
        if (await Editor.EditAsync(Connection, isOffer: false) is { } test)
        {
            await Authorizations.OfferAsync(ValueOwner.TestConnection, test, ConsoleUrls.Connection(Connection.Id, "test"));
            await Changed.InvokeAsync();
        }
    }

    private Task UndoAsync() => SendAsync(new UndoTestConnection(Connection.Id, Connection.Test.Revision), "The test values before the last change are in force again.");

    private async Task RemoveAsync()
    {
        if (await Dialogs.ConfirmAsync(new Confirmation(
                $"Remove the test connection of “{Connection.Name}”?", ConnectionLooks.WithoutTest(Connection.Kind, Connection.FallbackAllowed), "Remove test connection")))
        {
            await SendAsync(new RemoveTestConnection(Connection.Id, Connection.Test.Revision), "The test connection was removed.");
        }
    }

    private async Task SendAsync(ICommand<Guid> command, string done)
    {
        var result = await Sender.SendAsync(command);
        if (result.Error is { } error)
        {
            Messages.Error(error.ToString());
        }
        else
        {
            Messages.Success(done);
        }

        await Changed.InvokeAsync();
    }
}
