using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.OAuth;
using ConnectionsConsole.App.Pages.Settings.Credentials.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Credentials.Queries;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings.Credentials;

public sealed partial class CredentialList : ListPage
{
    private const string MethodFilter = "method";
    private static readonly ListShape s_shape = new() { SortKeys = ["name", "method", "changed"], Filters = [MethodFilter] };
    private static readonly SelectOption<string>[] s_methods = [.. AuthorizationMethods.All.Select(m => new SelectOption<string>(m.Key, m.Label))];
    private DataTable<CredentialRow>? _table;
    private bool _mayManage;

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private AuthorizationFlow Authorizations { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    protected override async Task OnInitializedAsync() => _mayManage = await User.MayAsync(Permission.ManageCredentials);

    private async Task<TablePage<CredentialRow>> LoadAsync(TableRequest request, CancellationToken cancellationToken) =>
        (await Sender.SendAsync(new ListCredentials(request.ToPageRequest(), request.Filter(MethodFilter)), cancellationToken)).ToTable();

    private async Task AddAsync()
    {
        if (await Dialogs.ShowAsync<CreateCredentialDialog, CredentialSaved>() is { } saved)
        {
            Messages.Success($"Credential “{saved.Name}” was added.", new MessageLink(ConsoleUrls.Credential(saved.Id), "Open"));
            if (_table is not null)
            {
                await _table.RefreshAsync();
            }

            await Authorizations.OfferAsync(ValueOwner.Credential, saved.Id, ConsoleUrls.Credential(saved.Id));
        }
    }
}
