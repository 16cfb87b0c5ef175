using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Integrations;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Instances;

/// <summary>Where one config variable of an instance takes its value from.</summary>
public sealed partial class VariableBindingField : ComponentBase
{
    private static readonly SelectOption<string>[] s_booleans = [new("true", "true"), new("false", "false")];

    private SelectOption<BindingSource?>[] _sources = [];

    [Parameter, EditorRequired]
    public BindableVariable Variable { get; set; } = null!;

    [Parameter, EditorRequired]
    public BindingDraft Draft { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<BindingChoice> OrganizationVariables { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<BindingChoice> CustomerVariables { get; set; } = [];

    [Parameter, EditorRequired]
    public string CustomerName { get; set; } = "";

    [Parameter]
    public string? Error { get; set; }

    private string DefaultText => Variable.Default is { Length: > 0 } value ? $"Integration's default: {Cut(value)}" : "Not set";

    private SelectOption<string>[]? Choices => Variable.Type switch
    {
        ConfigVariableType.Boolean => s_booleans,
        ConfigVariableType.Picklist => [.. Variable.Picklist.Select(value => new SelectOption<string>(value, value))],
        _ => null,
    };

    protected override void OnParametersSet() => _sources =
    [
        new(BindingSource.Literal, "A value set here"),
        new(BindingSource.CustomerVariable, $"A config variable of {CustomerName}"),
        new(BindingSource.OrganizationVariable, "A config variable of the organization"),
    ];

    private static SelectOption<Guid?>[] Options(IReadOnlyList<BindingChoice> choices) =>
        [.. choices.Select(c => new SelectOption<Guid?>(c.Id, c.Detail.Length == 0 ? c.Name : $"{c.Name} ({c.Detail})"))];

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
