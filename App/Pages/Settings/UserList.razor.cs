using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.Settings.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Organizations.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings;

public sealed partial class UserList : ListPage
{
    private static readonly ListShape s_shape = new() { Tabs = ["people", "permissions"], SortKeys = ["name", "email", "created"], Filters = ["role"] };
    private static readonly SelectOption<string>[] s_roles = [.. RoleSets.All.Select(role => new SelectOption<string>(RoleSets.Names(role), Looks.Words(role)))];
    private DataTable<MemberRow>? _table;
    private Guid? _self;
    private bool _mayManage;

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private MemberAdministration Members { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _mayManage = await User.MayAsync(Permission.ManageUsers);
        _self = (await User.GetAsync())?.Actor.Id;
    }

    private async Task<TablePage<MemberRow>> LoadAsync(TableRequest request, CancellationToken cancellationToken) =>
        (await Sender.SendAsync(new ListMembers(request.ToPageRequest(), RoleSets.Find(request.Filter("role") ?? "")), cancellationToken)).ToTable();

    private async Task AddAsync()
    {
        if (await Dialogs.ShowAsync<AddUserDialog, UserAdded>() is { } added)
        {
            Messages.Success($"User “{added.Name}” was added.");
            await RefreshAsync();
        }
    }

    private async Task ChangeAsync(MemberRow member)
    {
        var parameters = new Dictionary<string, object?> { [nameof(ChangeRolesDialog.Member)] = member, [nameof(ChangeRolesDialog.IsSelf)] = member.UserId == _self };
        if (await Dialogs.ShowAsync<ChangeRolesDialog, RolesChanged>(parameters) is not null)
        {
            Messages.Success($"“{member.Name}” has other roles now.");
            await RefreshAsync();
        }
    }

    private async Task RemoveAsync(MemberRow member)
    {
        if (!await Dialogs.ConfirmAsync(new Confirmation(
                $"Remove user “{member.Name}”?", $"{member.Email} is signed out at once and cannot sign in any more. What they did stays in the audit log.", "Remove user")))
        {
            return;
        }

        var removed = await Members.RemoveAsync(member.Id);
        if (removed.Error is { } error)
        {
            Messages.Error(error.ToString());
        }
        else
        {
            Messages.Success($"User “{member.Name}” was removed.");
        }

        await RefreshAsync();
    }

    private Task RefreshAsync() => _table?.RefreshAsync() ?? Task.CompletedTask;
}
