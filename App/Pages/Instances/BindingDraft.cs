using ConnectionsConsole.Domain.Instances;

namespace ConnectionsConsole.App.Pages.Instances;

/// <summary>A binding while it is edited: what was typed or chosen for one source is kept while another one is tried.</summary>
public sealed class BindingDraft
{
    private readonly Dictionary<BindingSource, Guid?> _references = [];

    /// <summary>Null for the integration's default, or for nothing.</summary>
    public BindingSource? Source { get; set; }

    public string Value { get; set; } = "";

    /// <summary>The config variable or credential that is chosen for <see cref="Source"/>.</summary>
    public Guid? ReferenceId
    {
        get => Source is { } source ? _references.GetValueOrDefault(source) : null;
        set
        {
            if (Source is { } source)
            {
                _references[source] = value;
            }
        }
    }

    public static BindingDraft Of(VariableBinding? binding) =>
        binding is null ? new BindingDraft() : new BindingDraft { Source = binding.Source, Value = binding.Value ?? "", ReferenceId = binding.ReferenceId };

    /// <returns>Null where nothing is bound.</returns>
    public VariableBinding? ToBinding(string key) => Source switch
    {
        null => null,
        BindingSource.Literal => new VariableBinding(key, BindingSource.Literal, Value),
        { } source => new VariableBinding(key, source, ReferenceId: ReferenceId),
    };
}
