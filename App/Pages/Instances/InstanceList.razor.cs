using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.Instances.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Instances;

public sealed partial class InstanceList : ListPage
{
    private static readonly ListShape s_shape = new() { SortKeys = ["name", "customer", "integration", "created"], Filters = ["status"] };
    private static readonly SelectOption<string>[] s_statuses = [new("deployed", "Deployed"), new("paused", "Paused"), new("notDeployed", "Not deployed")];
    private bool _mayManage;

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    protected override async Task OnInitializedAsync() => _mayManage = await User.MayAsync(Permission.ManageInstances);

    private async Task<TablePage<InstanceRow>> LoadAsync(TableRequest request, CancellationToken cancellationToken)
    {
        InstanceStatus? status = Enum.TryParse<InstanceStatus>(request.Filter("status"), ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;
        return (await Sender.SendAsync(new ListInstances(request.ToPageRequest(), Status: status), cancellationToken)).ToTable();
    }

    private async Task AddAsync()
    {
        if (await Dialogs.ShowAsync<CreateInstanceDialog, InstanceCreated>() is { } created)
        {
            Navigation.NavigateTo(ConsoleUrls.Instance(created.Id));
        }
    }
}
