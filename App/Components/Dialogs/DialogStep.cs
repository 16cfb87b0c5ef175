using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Dialogs;

/// <summary>One step of a <see cref="StepDialog"/>. Renders nothing by itself.</summary>
public sealed class DialogStep : ComponentBase, IDisposable
{
    [CascadingParameter]
    private StepDialog? Steps { get; set; }

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Left out of the sequence while false.</summary>
    [Parameter]
    public bool Included { get; set; } = true;

    /// <summary>Asked before going on from here; false stays, after having put words at the fields.</summary>
    [Parameter]
    public Func<Task<bool>>? Complete { get; set; }

    /// <summary>The button that goes on: "Next" unless given; on the last step the dialog's own action stands.</summary>
    [Parameter]
    public string NextText { get; set; } = "Next";

    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    public void Dispose() => Steps?.Remove(this);

    protected override void OnInitialized()
    {
        if (Steps is null)
            throw new InvalidOperationException($"The step \"{Title}\" stands outside of a StepDialog.");
        Steps.Add(this);
    }
}
