using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Integrations.Queries;
using ConnectionsConsole.Domain.Runs.Commands;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Integrations;

/// <summary>An integration to read: its steps in words, what it asks for, its versions and runs.</summary>
public sealed partial class IntegrationPage : ListPage
{
    private static readonly ListShape s_shape = new() { Tabs = ["steps", "variables", "versions", "runs"] };
    private static readonly Breadcrumb[] s_breadcrumbs = [new("Integrations", ConsoleUrls.Integrations)];
    private PageState<IntegrationDetail> _state = PageState<IntegrationDetail>.Loading;
    private bool _mayTest;

    [Parameter]
    public Guid Id { get; set; }

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        _mayTest = await User.MayAsync(Permission.TestIntegrations);
        if (_state.Value?.Id != Id)
        {
            _state = PageState<IntegrationDetail>.From(await Sender.SendAsync(new GetIntegration(Id)));
        }
    }

    private async Task TestAsync()
    {
        var started = await Sender.SendAsync(new TestIntegration(Id));
        if (started.TryGet(out var run, out var error))
        {
            Navigation.NavigateTo(ConsoleUrls.Run(run));
        }
        else
        {
            Messages.Error(error.ToString());
        }
    }
}
