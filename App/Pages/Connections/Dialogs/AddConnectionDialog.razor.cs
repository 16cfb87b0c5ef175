using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Pages.Values;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Connections.Dialogs;

public sealed record ConnectionCreated(Guid Id, string Name);

/// <summary>Defines an organization connection in five steps, one model for all of them. What a step can tell is said there; the rest is refused by the command.</summary>
public sealed partial class AddConnectionDialog : ComponentBase, IDisposable
{
    private static readonly SelectOption<ConnectionKind>[] s_kinds =
        [.. Enum.GetValues<ConnectionKind>().Select(k => new SelectOption<ConnectionKind>(k, ConnectionLooks.LongKind(k), ConnectionLooks.Sentence(k)))];

    private static readonly SelectOption<InputScope>[] s_scopes =
        [.. Enum.GetValues<InputScope>().Reverse().Select(s => new SelectOption<InputScope>(s, ConnectionLooks.Scope(s), s == InputScope.Global ? "One value for all customers." : "Each customer's own."))];

    private readonly FormErrors _errors = new();
    private readonly Dictionary<string, InputScope> _scopes = new(StringComparer.Ordinal);
    private StepDialog? _steps;
    private Debouncer? _rest;
    private IReadOnlyList<ConnectorChoice> _connectors = [];
    private IReadOnlyList<SelectOption<string>> _connectorOptions = [];
    private ConnectorChoice? _connector;
    private ConnectionType? _type;
    private ConnectionKind? _kind;
    private IReadOnlyList<InputState> _inputs = [];
    private InputsModel _model = new([]);
    private string _name = "";
    private string _description = "";
    private string _stableKey = "";
    private string? _stableKeyWords;
    private bool _stableKeyIsOwn;

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private IReadOnlyList<SelectOption<string>> TypeOptions => [.. _connector!.Types.Select(t => new SelectOption<string>(t.Key, t.Label, t.Description))];

    private ConnectionTypeKey TypeKey => new(_connector!.Key, _type!.Key);

    public void Dispose() => _rest?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _rest = new Debouncer(Clock);
        var types = await Sender.SendAsync(new GetConnectionTypes());
        if (types.TryGet(out var connectors, out var error))
        {
            _connectors = connectors;
            _connectorOptions = [.. connectors.Select(c => new SelectOption<string>(c.Key, c.Label))];
        }
        else
        {
            _errors.Show(error);
        }
    }

    private void ChooseConnector(string? key)
    {
        _errors.Clear("connector");
        _connector = _connectors.FirstOrDefault(c => c.Key == key);
        Use(_connector is { Types: [var only] } ? only : null);
    }

    private void ChooseType(string key)
    {
        _errors.Clear("connectionType");
        Use(_connector!.Types.FirstOrDefault(t => t.Key == key));
    }

    /// <summary>Another type has other inputs: nothing that was entered for the former one is taken along.</summary>
    private void Use(ConnectionType? type)
    {
        if (ReferenceEquals(type, _type))
        {
            return;
        }

        _type = type;
        _inputs = InputState.Of(type?.Inputs ?? [], null, false);
        _model = new InputsModel(_inputs);
        _scopes.Clear();
        foreach (var input in _inputs)
        {
            _scopes[input.Key] = InputScope.CustomerSpecific;
        }
    }

    private void ChooseKind(ConnectionKind kind)
    {
        _errors.Clear("kind");
        _kind = kind;
    }

    private async Task<bool> CompleteTypeAsync()
    {
        _errors.Clear();
        if (_connector is null)
        {
            _errors.Add("connector", "Choose a connector.");
            return false;
        }

        if (_type is null)
        {
            _errors.Add("connectionType", "Choose a connection type.");
            return false;
        }

        if (!_stableKeyIsOwn)
        {
            var proposed = await Sender.SendAsync(new ProposeStableKey(TypeKey));
            (_stableKey, _stableKeyWords) = (proposed.IsSuccess ? proposed.Value : StableKey.Propose(TypeKey.Connector, TypeKey.Type), null);
        }

        return true;
    }

    private Task<bool> CompleteKindAsync()
    {
        _errors.Clear();
        if (_kind is null)
        {
            _errors.Add("kind", "Choose one of the two.");
        }

        return Task.FromResult(_kind is not null);
    }

    private async Task TypeStableKeyAsync(string text)
    {
        (_stableKey, _stableKeyIsOwn, _stableKeyWords) = (text, true, null);
        _errors.Clear("stableKey");
        if (await _rest!.RestAsync())
        {
            await CheckStableKeyAsync();
        }
    }

    private async Task<bool> CheckStableKeyAsync()
    {
        var asked = _stableKey;
        var check = await Sender.SendAsync(new CheckStableKey(asked));
        if (asked != _stableKey)
        {
            return false;
        }

        var problem = check.TryGet(out var found, out var error) ? found.Problem : error.ToString();
        _errors.Clear("stableKey");
        if (problem is not null)
        {
            _errors.Add("stableKey", problem);
        }

        _stableKeyWords = problem is null ? "This stable key is free." : null;
        return problem is null;
    }

    private async Task<bool> CompleteIdentityAsync()
    {
        _errors.Clear();
        _rest!.Cancel();
        var isFree = await CheckStableKeyAsync();
        if (string.IsNullOrWhiteSpace(_name))
        {
            _errors.Add("name", "Give the connection a name.");
        }

        return isFree && !_errors.Any;
    }

    private async Task<bool> CompleteInputsAsync()
    {
        _errors.Clear();
        return await _model.FlushAsync() && _model.Check(_inputs.Where(IsOwn), _errors, requireAll: true);
    }

    /// <summary>Whether the organization gives the value.</summary>
    private bool IsOwn(InputState input) => _kind == ConnectionKind.Global || _scopes[input.Key] == InputScope.Global;

    private string Reviewed(InputState input) => _model[input.Key] switch
    {
        not { Length: > 0 } => input.Field.Default is { Length: > 0 } fallback ? $"{fallback} (the connection type's default)" : "not set",
        _ when input.Field.IsSecret => "set, not shown",
        { Length: > 200 } text => text[..200] + "…",
        var text => text,
    };

    private async Task CreateAsync()
    {
        _errors.Clear();
        var own = _inputs.Where(IsOwn).Select(i => i.Key).ToHashSet(StringComparer.Ordinal);
        var created = await Sender.SendAsync(new CreateConnection(
            TypeKey, _kind!.Value, _name, _stableKey, [.. _model.Changes.Where(v => own.Contains(v.Key))], _description,
            _kind == ConnectionKind.Customer ? [.. _scopes.Select(s => new ConnectionInput(s.Key, s.Value))] : null));
        if (created.TryGet(out var id, out var error))
        {
            Dialog.Close(new ConnectionCreated(id, _name.Trim()));
            return;
        }

        _errors.Show(error);
        if (StepOf(error) is { } step)
        {
            _steps!.GoTo(step);
        }
    }

    private string? StepOf(Error error) => error.Messages.Select(m => m.Field) switch
    {
        var fields when fields.Any(f => f is "name" or "description" or "stableKey") => "Identity",
        var fields when fields.Any(f => _inputs.Any(i => i.Key == f)) => "Inputs",
        var fields when fields.Contains("connectionType") => "Type",
        _ => null,
    };
}
