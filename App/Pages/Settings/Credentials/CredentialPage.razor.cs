using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.Settings.Credentials.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.Queries;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Credentials.Queries;
using ConnectionsConsole.Domain.Shared;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings.Credentials;

public sealed partial class CredentialPage : ListPage
{
    private static readonly ListShape s_shape = new() { Tabs = ["overview", "usage"] };
    private static readonly Breadcrumb[] s_breadcrumbs = [new("Credentials", ConsoleUrls.Credentials)];
    private PageState<CredentialDetail> _state = PageState<CredentialDetail>.Loading;
    private ConnectorCatalogue _connectors = ConnectorCatalogue.BuiltIn;
    private bool _mayManage;

    [Parameter]
    public Guid Id { get; set; }

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        _mayManage = await User.MayAsync(Permission.ManageCredentials);
        var connectors = await Sender.SendAsync(new GetConnectorCatalogue());
        _connectors = connectors.IsSuccess ? connectors.Value : ConnectorCatalogue.BuiltIn;
        if (_state.Value?.Id != Id)
        {
            await LoadAsync();
        }
    }

    private string Fits(CredentialDetail credential)
    {
        var types = _connectors.All.SelectMany(c => c.ConnectionTypes.Where(t => t.Credentials.Any(m => m.AuthorizationMethod == credential.AuthorizationMethod))
            .Select(t => $"{c.Label}: {t.Label}")).ToList();
        return types.Count == 0 ? "No connection type takes this method yet" : string.Join(", ", types);
    }

    private async Task LoadAsync() => _state = PageState<CredentialDetail>.From(await Sender.SendAsync(new GetCredential(Id)));

    private async Task<TablePage<Usage>> LoadUsersAsync(TableRequest request, CancellationToken cancellationToken) =>
        (await Sender.SendAsync(new ListCredentialUsers(Id, request.ToPageRequest()), cancellationToken)).ToTable();

    private async Task EditAsync()
    {
        // What somebody else changed since the page was opened is shown, rather than refused at the end.
        await LoadAsync();
        if (_state.Value is not { } credential)
        {
            return;
        }

        if (await Dialogs.ShowAsync<EditCredentialDialog, CredentialSaved>(new Dictionary<string, object?> { [nameof(EditCredentialDialog.Credential)] = credential }) is not null)
        {
            await LoadAsync();
            Messages.Success("The credential was saved.");
        }
    }

    private async Task UndoAsync()
    {
        var credential = _state.Value!;
        if (!await Dialogs.ConfirmAsync(new Confirmation(
                $"Undo the last change of “{credential.Name}”?",
                $"The values that {credential.Previous!.SetBy} set before hold again from the next run on. This can itself be undone.",
                "Undo last change", IsDestructive: false)))
        {
            return;
        }

        var undone = await Sender.SendAsync(new UndoCredential(credential.Id, credential.Revision));
        await LoadAsync();
        if (undone.Error is { } error)
        {
            Messages.Error(error.ToString());
        }
        else
        {
            Messages.Success("The values before hold again.");
        }
    }

    private async Task DeleteAsync()
    {
        var credential = _state.Value!;
        if (!await Dialogs.ConfirmAsync(new Confirmation(
                $"Delete credential “{credential.Name}”?", "Its values go with it and cannot be brought back.", "Delete credential")))
        {
            return;
        }

        var deleted = await Sender.SendAsync(new DeleteCredential(credential.Id));
        if (deleted.Error is { } error)
        {
            Messages.Error(error.ToString(), error is InUseError ? new MessageLink(ConsoleUrls.Credential(credential.Id) + "?tab=usage", "Show who uses it") : null);
            return;
        }

        Messages.Success($"Credential “{credential.Name}” was deleted.");
        Navigation.NavigateTo(ConsoleUrls.Credentials);
    }
}
