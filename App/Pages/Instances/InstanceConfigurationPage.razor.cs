using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Shared;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Instances;

/// <summary>Edits how an instance gets each value that its version requires. As many fields as the integration asks for: a page, not a dialog.</summary>
public sealed partial class InstanceConfigurationPage : ComponentBase
{
    private readonly FormErrors _errors = new();
    private readonly UnsavedWork _work = new();
    private readonly Dictionary<string, BindingDraft> _drafts = new(StringComparer.Ordinal);
    private PageState<InstanceBindingsDetail> _state = PageState<InstanceBindingsDetail>.Loading;
    private bool _isStale;

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (_state.Value?.Id != Id)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        _state = PageState<InstanceBindingsDetail>.From(await Sender.SendAsync(new GetInstanceBindings(Id)));
        _errors.Clear();
        _work.Clear();
        _isStale = false;
        _drafts.Clear();
        foreach (var (key, binding) in (_state.Value?.Variables ?? []).Select(v => (v.Key, v.Binding)).Concat((_state.Value?.Slots ?? []).Select(s => (s.Key, s.Binding))))
        {
            _drafts[key] = BindingDraft.Of(binding);
        }
    }

    private async Task SaveAsync()
    {
        var configuration = new InstanceConfiguration([.. _drafts.Select(d => d.Value.ToBinding(d.Key)).OfType<VariableBinding>()]);
        var saved = await Sender.SendAsync(new ConfigureInstance(Id, configuration, _state.Value!.Revision));
        if (saved.Error is { } error)
        {
            _errors.Show(error);
            _isStale = error is StaleError;
            return;
        }

        _work.Clear();
        Messages.Success("The configuration was saved.");
        Navigation.NavigateTo(ConsoleUrls.Instance(Id, "configuration"));
    }

    private Breadcrumb[] Breadcrumbs(string? name) =>
        name is null ? [new("Instances", ConsoleUrls.Instances)] : [new("Instances", ConsoleUrls.Instances), new(name, ConsoleUrls.Instance(Id, "configuration"))];
}
