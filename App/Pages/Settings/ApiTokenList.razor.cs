using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.Settings.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens;
using ConnectionsConsole.Domain.Access.ApiTokens.Commands;
using ConnectionsConsole.Domain.Access.ApiTokens.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings;

public sealed partial class ApiTokenList : ListPage
{
    private static readonly ListShape s_shape = new() { SortKeys = ["-created", "name", "used"], Filters = ["status"] };
    private static readonly SelectOption<string>[] s_statuses = [new("active", "Active"), new("expired", "Expired"), new("revoked", "Revoked")];
    private DataTable<ApiTokenRow>? _table;
    private bool _mayManage;

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    protected override async Task OnInitializedAsync() => _mayManage = await User.MayAsync(Permission.ManageApiTokens);

    private async Task<TablePage<ApiTokenRow>> LoadAsync(TableRequest request, CancellationToken cancellationToken) =>
        (await Sender.SendAsync(new ListApiTokens(request.ToPageRequest(), Status(request.Filter("status"))), cancellationToken)).ToTable();

    private async Task AddAsync()
    {
        if (await Dialogs.ShowAsync<CreateApiTokenDialog, ApiTokenCreated>() is { } created)
        {
            Messages.Success($"API token “{created.Name}” was added.");
            await RefreshAsync();
        }
    }

    private async Task RevokeAsync(ApiTokenRow token)
    {
        if (!await Dialogs.ConfirmAsync(new Confirmation(
                $"Revoke API token “{token.Name}”?", "The program that uses it is refused from its next request on. A revoked token cannot be used again; make a new one instead.", "Revoke API token")))
        {
            return;
        }

        var revoked = await Sender.SendAsync(new RevokeApiToken(token.Id));
        if (revoked.Error is { } error)
        {
            Messages.Error(error.ToString());
        }
        else
        {
            Messages.Success($"API token “{token.Name}” is revoked.");
        }

        await RefreshAsync();
    }

    private Task RefreshAsync() => _table?.RefreshAsync() ?? Task.CompletedTask;

    private static ApiTokenStatus? Status(string? filter) =>
        Enum.TryParse<ApiTokenStatus>(filter, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null;
}
