using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.Commands;
using ConnectionsConsole.Domain.Connectors.Own;
using ConnectionsConsole.Domain.Connectors.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings.Connectors.Dialogs;

/// <summary>Adds an own connector, or edits its name, description and icon. Closes with its key.</summary>
public sealed partial class ConnectorDialog : ComponentBase
{
    private readonly FormErrors _errors = new();
    private string _name = "";
    private string _key = "";
    private string _description = "";
    private string _icon = ConnectorIcons.Default;
    private bool _keyWasTyped;

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    /// <summary>The connector to edit; null to add one.</summary>
    [Parameter]
    public ConnectorDetail? Connector { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (Connector is { Connector: var connector })
        {
            (_name, _key, _description, _icon) = (connector.Label, connector.Key, connector.Description, connector.Icon);
        }
    }

    /// <summary>"Acme ERP" proposes <c>acme-erp</c>.</summary>
    private static string Propose(string name)
    {
        var words = name.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => string.Concat(w.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')));
        var key = string.Join('-', words.Where(w => w.Length > 0)).TrimStart('-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return key.Length <= OwnConnector.MaximumKeyLength ? key : key[..OwnConnector.MaximumKeyLength];
    }

    private void Name(string name)
    {
        _name = name;
        _errors.Clear("name");
        if (Connector is null && !_keyWasTyped)
        {
            _key = Propose(name);
        }
    }

    private void Key(string key)
    {
        (_key, _keyWasTyped) = (key.Trim(), key.Trim().Length > 0);
        _errors.Clear("key");
    }

    private void Choose(string icon)
    {
        Dialog.Work.Note(nameof(ConnectorIcons), _icon, icon);
        _icon = icon;
    }

    private async Task SaveAsync()
    {
        var saved = Connector is null
            ? await Sender.SendAsync(new CreateConnector(_key, _name, _description, _icon))
            : await Sender.SendAsync(new UpdateConnector(_key, _name, _description, _icon, Connector.Revision));
        if (saved.Error is { } error)
        {
            _errors.Show(error);
        }
        else
        {
            Dialog.Close(_key);
        }
    }
}
