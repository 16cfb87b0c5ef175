using System.Text.Json.Serialization;
using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.Domain.Integrations.Steps;

/// <summary>What happens when a step keeps failing.</summary>
public enum ErrorHandler
{
    Fail,

    /// <summary>The flow goes on; the step's output is null.</summary>
    Ignore,
    Retry,
}

/// <summary>A step's own answer to failure (reference §5.1). Steps without one retry by category, see the runner.</summary>
/// <param name="MaximumAttempts">Repeats after the first try, 0 to 5.</param>
/// <param name="DelaySeconds">0 to 60.</param>
public sealed record ErrorHandling(ErrorHandler Handler, int MaximumAttempts = 0, int DelaySeconds = 0, bool UsesExponentialBackoff = false, bool IgnoreFinalError = false)
{
    public const int MostAttempts = 5;
    public const int LongestDelaySeconds = 60;
}

/// <summary>One step: data that names an action and gives its inputs. Steps nest, so that branches and loops fit in.</summary>
/// <param name="Id">Stable within the integration, unlike the name; runs and drafts keep hold of a step by it.</param>
/// <param name="Name">Shown; in references it appears in camel case, see <see cref="StepName.ToReference"/>.</param>
public sealed record Step(
    string Id,
    string Name,
    string Connector,
    string Action,
    IReadOnlyDictionary<string, InputValue> Inputs,
    string Description = "",
    ErrorHandling? ErrorHandling = null,
    IReadOnlyList<Step>? Steps = null,
    IReadOnlyList<Branch>? Branches = null)
{
    [JsonIgnore]
    public ActionKey ActionKey => new(Connector, Action);

    [JsonIgnore]
    public string ReferenceName => StepName.ToReference(Name);

    /// <summary>The steps directly inside this one, in the order of their branches.</summary>
    [JsonIgnore]
    public IEnumerable<Step> Children => (Steps ?? []).Concat((Branches ?? []).SelectMany(b => b.Steps));
}

/// <summary>A named way through a branching step.</summary>
public sealed record Branch(string Name, IReadOnlyList<Step> Steps);
