namespace ConnectionsConsole.App.Components;

/// <summary>How much a button wants to be pressed. One primary button per page or dialog; danger only for what destroys.</summary>
public enum ButtonLook
{
    Secondary,
    Primary,
    Danger,

    /// <summary>Without a frame: for actions in rows and toolbars.</summary>
    Quiet,

    /// <summary>Without a frame, in the colour of danger: opens the dialog that asks.</summary>
    QuietDanger,
}
