using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.Settings.Connectors.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.Commands;
using ConnectionsConsole.Domain.Connectors.Own;
using ConnectionsConsole.Domain.Connectors.Queries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectionsConsole.App.Pages.Settings.Connectors;

public sealed partial class ConnectorPage : ListPage
{
    private static readonly ListShape s_shape = new() { Tabs = ["overview", "types", "actions"] };
    private static readonly Breadcrumb[] s_breadcrumbs = [new("Connectors", ConsoleUrls.Connectors)];
    private PageState<ConnectorDetail> _state = PageState<ConnectorDetail>.Loading;
    private bool _mayManage;
    private string? _pictureError;

    [Parameter]
    public string Key { get; set; } = "";

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    private bool MayEdit => _mayManage && _state.Value is { Connector.IsBuiltIn: false };

    protected override async Task OnParametersSetAsync()
    {
        _mayManage = await User.MayAsync(Permission.ManageConnectors);
        if (_state.Value?.Connector.Key != Key)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync() => _state = PageState<ConnectorDetail>.From(await Sender.SendAsync(new GetConnector(Key)));

    private async Task EditAsync()
    {
        // What somebody else changed since the page was opened is shown, rather than refused at the end.
        await LoadAsync();
        if (_state.Value is not { } connector)
        {
            return;
        }

        if (await Dialogs.ShowAsync<ConnectorDialog, string>(new Dictionary<string, object?> { [nameof(ConnectorDialog.Connector)] = connector }) is not null)
        {
            await LoadAsync();
            Messages.Success("The connector was saved.");
        }
    }

    private async Task UploadAsync(InputFileChangeEventArgs arguments)
    {
        if (arguments.File.Size > PictureFormat.MaximumBytes)
        {
            _pictureError = $"The picture has {arguments.File.Size / 1024:N0} KB; at most {PictureFormat.MaximumBytes / 1024} are kept.";
            return;
        }

        using var bytes = new MemoryStream();
        await using (var content = arguments.File.OpenReadStream(PictureFormat.MaximumBytes))
        {
            await content.CopyToAsync(bytes);
        }

        await SetPictureAsync(bytes.ToArray(), "The picture was saved.");
    }

    private Task RemovePictureAsync() => SetPictureAsync(null, "The picture was removed.");

    private async Task SetPictureAsync(byte[]? bytes, string done)
    {
        var saved = await Sender.SendAsync(new SetConnectorPicture(Key, bytes, _state.Value?.Revision));
        _pictureError = saved.Error?.ToString();
        if (saved.IsSuccess)
        {
            await LoadAsync();
            Messages.Success(done);
        }
    }

    private async Task DeleteTypeAsync(ConnectionType type)
    {
        if (!await Dialogs.ConfirmAsync(new Confirmation(
                $"Delete connection type “{type.Label}”?", "New connections of this type can no longer be made. While a connection or an integration uses it, it is refused.", "Delete connection type")))
        {
            return;
        }

        var deleted = await Sender.SendAsync(new DeleteConnectionType(Key, type.Key, _state.Value!.Revision));
        await LoadAsync();
        if (deleted.Error is { } error)
        {
            Messages.Error(error.ToString());
        }
        else
        {
            Messages.Success($"Connection type “{type.Label}” was deleted.");
        }
    }

    private async Task DeleteAsync()
    {
        var connector = _state.Value!.Connector;
        if (!await Dialogs.ConfirmAsync(new Confirmation(
                $"Delete connector “{connector.Label}”?", "Its connection types go with it. While a connection, an integration or a version uses it, it is refused.", "Delete connector")))
        {
            return;
        }

        var deleted = await Sender.SendAsync(new DeleteConnector(connector.Key));
        if (deleted.Error is { } error)
        {
            Messages.Error(error.ToString());
            return;
        }

        Messages.Success($"Connector “{connector.Label}” was deleted.");
        Navigation.NavigateTo(ConsoleUrls.Connectors);
    }
}
