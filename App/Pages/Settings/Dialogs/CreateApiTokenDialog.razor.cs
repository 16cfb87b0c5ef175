using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens.Commands;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings.Dialogs;

public sealed record ApiTokenCreated(Guid Id, string Name);

/// <summary>Makes an API token, then shows it once. Closing it by whatever way, once it is made, tells the list that there is one more.</summary>
public sealed partial class CreateApiTokenDialog : ComponentBase
{
    private const int Never = 0;

    private static readonly SelectOption<int?>[] s_expiries =
        [new(30, "In 30 days"), new(90, "In 90 days"), new(365, "In a year"), new(Never, "Never")];

    private readonly FormErrors _errors = new();
    private string _name = "";
    private Roles _roles;
    private int? _days = 90;
    private NewApiToken? _created;

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private async Task SaveAsync()
    {
        var expires = _days is null or Never ? (DateTime?)null : Clock.GetUtcNow().UtcDateTime.AddDays(_days.Value);
        var created = await Sender.SendAsync(new CreateApiToken(_name, _roles, expires));
        if (!created.TryGet(out var token, out var error))
        {
            _errors.Show(error);
            return;
        }

        _created = token;
        Dialog.Work.Clear();
        Dialog.ResultOfCancel = new ApiTokenCreated(token.Id, _name.Trim());
    }

    private void Close() => Dialog.Cancel();
}
