using System.Text.Json;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Runs;

/// <summary>What one step was given and gave, and where its connection values came from.</summary>
public sealed partial class StepRunPanel : ComponentBase
{
    private StepRunDetail? _detail;
    private JsonElement? _input;
    private JsonElement? _output;
    private string? _error;
    private (Guid Run, int Ordinal)? _loaded;

    [Parameter, EditorRequired]
    public Guid RunId { get; set; }

    [Parameter, EditorRequired]
    public StepRunRow Step { get; set; } = null!;

    /// <summary>Whose run it was; null for a designer test.</summary>
    [Parameter]
    public Guid? CustomerId { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    private string ReferencePrefix => $"{StepName.ToReference(Step.Name)}.results";

    private string OutputHref => ConsoleUrls.StepOutput(RunId, Step.Ordinal);

    /// <summary>Where the values that the step used are kept, each once.</summary>
    private IReadOnlyList<(string Href, string Text)> Suspects => _detail is null
        ? []
        : [.. _detail.Connections.SelectMany(c => c.Inputs.Select(i => WhereKept(c, i.Source))).OfType<(string, string)>().Distinct()];

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == (RunId, Step.Ordinal))
        {
            return;
        }

        _loaded = (RunId, Step.Ordinal);
        (_detail, _input, _output, _error) = (null, null, null, null);
        var found = await Sender.SendAsync(new GetStepRun(RunId, Step.Ordinal));
        if (found.TryGet(out var detail, out var error))
        {
            (_detail, _input, _output) = (detail, Parse(detail.InputJson), Parse(detail.OutputJson));
        }
        else
        {
            _error = error.ToString();
        }
    }

    private (string Href, string Text)? WhereKept(UsedConnection connection, ValueSource source) => (source, connection.ConnectionId, CustomerId) switch
    {
        (ValueSource.CustomerConnection, _, { } customer) => (ConsoleUrls.Customer(customer, "connections"), $"the customer's connection “{connection.Name}”"),
        (ValueSource.TestConnection, { } id, _) => (ConsoleUrls.Connection(id, "test"), $"the test connection of “{connection.Name}”"),
        (ValueSource.GlobalConnection, { } id, _) => (ConsoleUrls.Connection(id), $"the connection “{connection.Name}”"),
        (ValueSource.Credential, _, _) => (ConsoleUrls.Credentials, $"the credential “{connection.Name}”"),
        // Defaults and global inputs cannot be changed, so they are nothing to repair.
        _ => null,
    };

    /// <summary>Inputs that were cut for their length are no whole JSON any more; they are shown as text.</summary>
    private static JsonElement? Parse(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(json);
        }
    }
}
