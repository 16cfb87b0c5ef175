using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Pages.Values;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Connections.Dialogs;

/// <param name="CustomerIds">Whose values are to be copied: null for all, empty for nobody's.</param>
public sealed record SuccessorCreated(Guid Id, string Name, IReadOnlyList<Guid>? CustomerIds);

/// <summary>Guides to a successor of a connection of the customer kind. Values that were global before are kept unless another one is entered.</summary>
public sealed partial class SupersedeDialog : ComponentBase
{
    private const int MostChoices = 20;

    private static readonly SelectOption<CopyChoice>[] s_copies =
    [
        new(CopyChoice.All, "Those of all customers"), new(CopyChoice.Chosen, "Those of chosen customers"), new(CopyChoice.None, "Nobody's", "They are entered anew under the successor."),
    ];

    private readonly FormErrors _errors = new();
    private readonly Dictionary<string, InputScope> _scopes = new(StringComparer.Ordinal);
    private readonly List<ConnectionCustomerRow> _chosen = [];
    private StepDialog? _steps;
    private IReadOnlyList<InputState> _inputs = [];
    private InputsModel _model = new([]);
    private CopyChoice _copy = CopyChoice.All;
    private string _name = "";
    private string _description = "";
    private string _stableKey = "";
    private bool _copyTest = true;

    private enum CopyChoice
    {
        All,
        Chosen,
        None,
    }

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    [Parameter, EditorRequired]
    public ConnectionDetail Connection { get; set; } = null!;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        (_name, _description) = (Connection.Name, Connection.Description);
        // What was global is shown as it is kept; what was the customers' starts empty.
        _inputs =
        [
            .. (Connection.Definition?.Inputs ?? []).Select(field =>
                Connection.Values.Inputs.FirstOrDefault(i => i.Key == field.Key) ?? new InputState(field, false, null, null, null)),
        ];
        _model = new InputsModel(_inputs);
        foreach (var input in _inputs)
        {
            _scopes[input.Key] = Connection.Inputs.FirstOrDefault(i => i.Key == input.Key)?.Scope ?? InputScope.CustomerSpecific;
        }

        var proposed = await Sender.SendAsync(new ProposeStableKey(Connection.Type));
        _stableKey = proposed.IsSuccess ? proposed.Value : "";
    }

    private static IReadOnlyList<SelectOption<InputScope>> Options(InputState input) =>
    [
        new(InputScope.CustomerSpecific, ConnectionLooks.Scope(InputScope.CustomerSpecific), input.IsSet ? "Each customer gets the former global value, and can then have another." : "Each customer's own."),
        new(InputScope.Global, ConnectionLooks.Scope(InputScope.Global), "One value for all customers."),
    ];

    private async Task<bool> CompleteIdentityAsync()
    {
        _errors.Clear();
        if (string.IsNullOrWhiteSpace(_name))
        {
            _errors.Add("name", "Give the connection a name.");
        }

        var check = await Sender.SendAsync(new CheckStableKey(_stableKey));
        if ((check.TryGet(out var found, out var error) ? found.Problem : error.ToString()) is { } problem)
        {
            _errors.Add("stableKey", problem);
        }

        return !_errors.Any;
    }

    private async Task<bool> CompleteInputsAsync()
    {
        _errors.Clear();
        return await _model.FlushAsync() && _model.Check(_inputs.Where(IsGlobal), _errors, requireAll: true);
    }

    private Task<bool> CompleteCustomersAsync()
    {
        _errors.Clear();
        if (_copy == CopyChoice.Chosen && _chosen.Count == 0)
        {
            _errors.Add("customers", "Choose at least one customer.");
        }

        return Task.FromResult(!_errors.Any);
    }

    private async Task<IReadOnlyList<ConnectionCustomerRow>> FindCustomersAsync(string text, CancellationToken cancellationToken)
    {
        var found = await Sender.SendAsync(new ListConnectionCustomers(Connection.Id, new PageRequest(Size: MostChoices, Search: text)), cancellationToken);
        return found.IsSuccess ? [.. found.Value.Items.Where(r => r.CustomerConnectionId is not null && _chosen.TrueForAll(c => c.CustomerId != r.CustomerId))] : [];
    }

    private void Choose(ConnectionCustomerRow? customer)
    {
        if (customer is not null)
        {
            _errors.Clear("customers");
            _chosen.Add(customer);
        }
    }

    private bool IsGlobal(InputState input) => _scopes[input.Key] == InputScope.Global;

    private string Reviewed(InputState input) => (IsGlobal(input), _model[input.Key]) switch
    {
        (false, _) => ConnectionLooks.Scope(InputScope.CustomerSpecific),
        (true, null) when input.IsSet => "Global: the present value",
        (true, { Length: > 0 }) when input.Field.IsSecret => "Global: another value, not shown",
        (true, { Length: > 0 } text) => $"Global: {(text.Length > 200 ? text[..200] + "…" : text)}",
        _ => "Global: not set",
    };

    private async Task CreateAsync()
    {
        _errors.Clear();
        var own = _inputs.Where(IsGlobal).Select(i => i.Key).ToHashSet(StringComparer.Ordinal);
        var created = await Sender.SendAsync(new SupersedeConnection(
            Connection.Id, _name, _stableKey, [.. _model.Changes.Where(v => own.Contains(v.Key))], _description,
            [.. _scopes.Select(s => new ConnectionInput(s.Key, s.Value))], _copyTest, Connection.Revision));
        if (created.TryGet(out var id, out var error))
        {
            Dialog.Close(new SuccessorCreated(id, _name.Trim(), _copy switch
            {
                CopyChoice.All => null,
                CopyChoice.Chosen => [.. _chosen.Select(c => c.CustomerId)],
                CopyChoice.None => [],
            }));
            return;
        }

        _errors.Show(error);
        if (error.Messages.Any(m => m.Field is "name" or "description" or "stableKey"))
        {
            _steps!.GoTo("Identity");
        }
        else if (error.Messages.Any(m => _inputs.Any(i => i.Key == m.Field)))
        {
            _steps!.GoTo("Inputs");
        }
    }
}
