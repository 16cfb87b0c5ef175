using ConnectionsConsole.App.Pages.Values;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Connections;

/// <summary>The values that the organization gives: production values that can be replaced and undone, or global ones that are locked.</summary>
public sealed partial class ConnectionInputs : ComponentBase
{
    [Parameter, EditorRequired]
    public ConnectionDetail Connection { get; set; } = null!;

    [Parameter]
    public bool MayManage { get; set; }

    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private DependentsQuestion Question { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    private async Task ReplaceAsync()
    {
        var connection = Connection;
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ValuesDialog.Title)] = $"Production values of “{connection.Name}”",
            [nameof(ValuesDialog.Values)] = connection.Values,
            [nameof(ValuesDialog.OwnerKind)] = ValueOwner.OrganizationConnection,
            [nameof(ValuesDialog.Confirm)] = (Func<Task<bool>>)(() => Question.AskAsync(connection.Id, null, "Save values", "Keep editing")),
            [nameof(ValuesDialog.Save)] = (Func<IReadOnlyList<SubmittedValue>, Task<Error?>>)(async values =>
                (await Sender.SendAsync(new UpdateConnectionValues(connection.Id, values, connection.Revision))).Error),
        };
        if (await Dialogs.ShowAsync<ValuesDialog, bool>(parameters))
        {
            Messages.Success("The production values were saved. They can be undone.");
            await Changed.InvokeAsync();
        }
    }

    private async Task UndoAsync()
    {
        if (!await Question.AskAsync(Connection.Id, null, "Undo last change", "Keep present values"))
        {
            return;
        }

        var undone = await Sender.SendAsync(new UndoConnectionValues(Connection.Id, Connection.Revision));
        if (undone.Error is { } error)
        {
            Messages.Error(error.ToString());
        }
        else
        {
            Messages.Success("The values before the last change are in force again.");
        }

        await Changed.InvokeAsync();
    }
}
