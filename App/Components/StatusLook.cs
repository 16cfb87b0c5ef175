namespace ConnectionsConsole.App.Components;

/// <summary>Every state that a badge can show. What the domain calls them is mapped onto these by the pages.</summary>
public enum StatusLook
{
    // Runs and steps
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
    Skipped,
    Waiting,

    // Instances
    Deployed,
    Paused,
    NotConfigured,

    // Connections and values
    Set,
    Incomplete,
    Missing,
    Failing,
    Expired,
    Pending,

    // Integrations and versions
    Draft,
    Published,
    Archived,
    Broken,
}

/// <summary>How strongly a state asks for attention; each has a colour of its own (see DESIGN.md, "Colours").</summary>
public enum Tone
{
    Neutral,
    Info,
    Success,
    Warning,
    Danger,
}
