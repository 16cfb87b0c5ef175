using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connections.Testing.Commands;
using ConnectionsConsole.Domain.Connections.Testing.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Connections;

/// <summary>
/// Tests a connection, customer connection, test connection or credential: shows each layer as it is done, then what to do. Stands on the page of the thing;
/// shows nothing to people who may not test.
/// </summary>
public sealed partial class ConnectionTestPanel : ComponentBase, IDisposable
{
    private static int s_lastId;

    private readonly string _id = "connection-test-" + Interlocked.Increment(ref s_lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);
    private readonly FormErrors _errors = new();
    private List<ProbeLayerResult> _layers = [];
    private (ValueOwner Owner, Guid Id, Guid? Revision)? _loaded;
    private ConnectionTypeKey? _type;
    private ConnectionTestForm? _form;
    private ConnectionProbeResult? _result;
    private CancellationTokenSource? _running;
    private string? _error;
    private string? _refused;
    private bool _mayTest;

    /// <summary>What kind of thing is tested.</summary>
    [Parameter, EditorRequired]
    public ValueOwner Owner { get; set; }

    /// <summary>Its id; for a test connection the organization connection's id does as well.</summary>
    [Parameter, EditorRequired]
    public Guid OwnerId { get; set; }

    /// <summary>Changes whenever the values do, so that an earlier result does not stay beside new values.</summary>
    [Parameter]
    public Guid? Revision { get; set; }

    /// <summary>Without heading and frame: for a dialog, which has both.</summary>
    [Parameter]
    public bool Plain { get; set; }

    [Parameter]
    public EventCallback<ConnectionProbeResult> Tested { get; set; }

    [Inject]
    private ConsoleScripts Scripts { get; set; } = null!;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    private string HeadingId => _id + "-heading";

    private ProbeTarget Target => new(Owner, OwnerId, _type);

    private IReadOnlyList<SelectOption<string>> TypeOptions => [.. _form!.Types.Select(t => new SelectOption<string>(t.Key.ToString(), t.Label))];

    public void Dispose()
    {
        _running?.Cancel();
        _running?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == (Owner, OwnerId, Revision))
        {
            return;
        }

        var isAnother = _loaded is not { } before || (before.Owner, before.Id) != (Owner, OwnerId);
        _loaded = (Owner, OwnerId, Revision);
        _mayTest = await User.MayAsync(Permission.ProbeConnections);
        if (isAnother)
        {
            _values.Clear();
            _type = null;
        }

        (_layers, _result, _refused) = ([], null, null);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (!_mayTest)
        {
            return;
        }

        var found = await Sender.SendAsync(new GetConnectionTest(Target));
        (_form, _error) = (found.TryGet(out var form, out var error) ? form : null, error?.ToString());
    }

    private async Task ChooseTypeAsync(string? type)
    {
        _type = _form!.Types.FirstOrDefault(t => t.Key.ToString() == type)?.Key;
        (_layers, _result, _refused) = ([], null, null);
        await LoadAsync();
    }

    /// <summary>Begins a test, unless one is under way; for a dialog whose Enter begins it.</summary>
    internal async Task TestAsync()
    {
        if (_running is not null || _form is not { Problem: null })
        {
            return;
        }

        _errors.Clear();
        (_layers, _result, _refused) = ([], null, null);
        using var running = _running = new CancellationTokenSource();
        // Where a dialog's Enter began the test, nobody else draws this panel anew.
        StateHasChanged();
        try
        {
            var fields = _form.Inputs;
            var inputs = fields.Select(f => new SubmittedValue(f.Key, ValueOf(f))).ToList();
            var sent = await Sender.SendAsync(new ProbeConnection(Target, inputs, new Shower(this)), running.Token);
            if (sent.TryGet(out var result, out var error))
            {
                (_result, _layers) = (result, [.. result.Layers]);
                await LoadAsync();
                await Tested.InvokeAsync(result);
            }
            else
            {
                Refuse(error, fields);
            }
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            _refused = "The test was canceled.";
        }
        finally
        {
            _running = null;
            StateHasChanged();
        }

        if (_errors.Any)
        {
            await Scripts.CallAsync("focusError", _id);
        }
    }

    private void Refuse(Error error, IReadOnlyList<InputField> fields)
    {
        foreach (var message in error.Messages)
        {
            _errors.Add(fields.Any(f => f.Key == message.Field) ? message.Field : null, message.Message);
        }

        _refused = _errors.Summary;
    }

    private Task CancelAsync() => _running?.CancelAsync() ?? Task.CompletedTask;

    private void Show(ProbeLayerResult layer)
    {
        if (_running is not null && _result is null)
        {
            _layers.Add(layer);
            StateHasChanged();
        }
    }

    private string ValueOf(InputField field) => _values.GetValueOrDefault(field.Key) ?? field.Default ?? "";

    private static IReadOnlyList<SelectOption<string>> Options(IReadOnlyList<string> choices) => [.. choices.Select(c => new SelectOption<string>(c, c))];

    private static string NameOf(ProbeLayer layer) => layer switch
    {
        ProbeLayer.Resolve => "Look up host",
        ProbeLayer.Connect => "Connect",
        ProbeLayer.Tls => "Encrypt (TLS)",
        ProbeLayer.Greeting => "Greeting",
        ProbeLayer.Authenticate => "Sign in",
        ProbeLayer.Read => "Read",
    };

    private static (StatusLook Look, string Text) Looks(ProbeOutcome outcome) => outcome switch
    {
        ProbeOutcome.Passed => (StatusLook.Succeeded, "Passed"),
        ProbeOutcome.Warning => (StatusLook.Incomplete, "Remark"),
        ProbeOutcome.Failed => (StatusLook.Failed, "Failed"),
        ProbeOutcome.NotTested => (StatusLook.Skipped, "Not tested"),
        ProbeOutcome.NotReached => (StatusLook.Skipped, "Not reached"),
    };

    private static MessageKind KindOf(ProbeVerdict verdict) => verdict switch
    {
        ProbeVerdict.Works => MessageKind.Success,
        ProbeVerdict.WorksWithRemark => MessageKind.Warning,
        ProbeVerdict.Fails => MessageKind.Error,
        ProbeVerdict.NotTested => MessageKind.Info,
    };

    private static string TitleOf(ConnectionProbeResult result)
    {
        var took = DurationText.Format(result.Duration);
        return result.Verdict switch
        {
            ProbeVerdict.Works => $"The connection works ({took})",
            ProbeVerdict.WorksWithRemark => $"The connection works, with a remark ({took})",
            ProbeVerdict.Fails => $"The connection fails ({took})",
            ProbeVerdict.NotTested => $"Not tested in whole ({took})",
        };
    }

    /// <summary>Layers arrive on whatever thread the test runs on.</summary>
    private sealed class Shower(ConnectionTestPanel panel) : IProgress<ProbeLayerResult>
    {
        public void Report(ProbeLayerResult value) => _ = panel.InvokeAsync(() => panel.Show(value));
    }
}
