using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>A state in words, with a symbol and a colour: never by colour alone.</summary>
public sealed partial class StatusBadge : ComponentBase
{
    [Parameter, EditorRequired]
    public StatusLook Look { get; set; }

    /// <summary>Other words than the usual ones: "Failed after 3 attempts".</summary>
    [Parameter]
    public string? Text { get; set; }

    private (Tone Tone, IconName Icon, string Text) Appearance => Of(Look);

    public static (Tone Tone, IconName Icon, string Text) Of(StatusLook look) => look switch
    {
        StatusLook.Queued => (Tone.Neutral, IconName.Clock, "Queued"),
        StatusLook.Running => (Tone.Info, IconName.Refresh, "Running"),
        StatusLook.Succeeded => (Tone.Success, IconName.Check, "Succeeded"),
        StatusLook.Failed => (Tone.Danger, IconName.Close, "Failed"),
        StatusLook.Cancelled => (Tone.Neutral, IconName.Minus, "Cancelled"),
        StatusLook.Skipped => (Tone.Neutral, IconName.ChevronRight, "Skipped"),
        StatusLook.Waiting => (Tone.Warning, IconName.Clock, "Waiting to retry"),
        StatusLook.Deployed => (Tone.Success, IconName.Play, "Deployed"),
        StatusLook.Paused => (Tone.Warning, IconName.Pause, "Paused"),
        StatusLook.NotConfigured => (Tone.Neutral, IconName.Dot, "Not configured"),
        StatusLook.Set => (Tone.Success, IconName.Check, "Set"),
        StatusLook.Incomplete => (Tone.Warning, IconName.Alert, "Incomplete"),
        StatusLook.Missing => (Tone.Warning, IconName.Minus, "Missing"),
        StatusLook.Failing => (Tone.Danger, IconName.Alert, "Failing"),
        StatusLook.Expired => (Tone.Danger, IconName.Clock, "Expired"),
        StatusLook.Pending => (Tone.Info, IconName.Clock, "Pending"),
        StatusLook.Draft => (Tone.Neutral, IconName.Edit, "Draft"),
        StatusLook.Published => (Tone.Success, IconName.Upload, "Published"),
        StatusLook.Archived => (Tone.Neutral, IconName.Inbox, "Archived"),
        StatusLook.Broken => (Tone.Danger, IconName.Alert, "Broken"),
    };
}
