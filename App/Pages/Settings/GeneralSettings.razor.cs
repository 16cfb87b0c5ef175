using System.Globalization;
using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Organizations;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Organizations.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings;

/// <summary>Settings > General: a form for admins, facts for everybody else.</summary>
public sealed partial class GeneralSettings : ComponentBase
{
    private const int MostTimeZones = 20;

    private readonly FormErrors _errors = new();
    private readonly UnsavedWork _work = new();
    private PageState<OrganizationDetail> _state = PageState<OrganizationDetail>.Loading;
    private EgressRulesSummary? _egress;
    private bool _mayManage;
    private string _name = "";
    private string? _timeZone;
    private long? _retentionDays;
    private bool _fallback;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _mayManage = await User.MayAsync(Permission.ManageOrganization);
        await LoadAsync();
        if (_mayManage)
        {
            var egress = await Sender.SendAsync(new GetEgressRules());
            _egress = egress.IsSuccess ? egress.Value : null;
        }
    }

    private static string Days(int days) => days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days:N0} days");

    private static Task<IReadOnlyList<string>> SearchTimeZonesAsync(string text, CancellationToken cancellationToken) => Task.FromResult(TimeZones.Search(text, MostTimeZones));

    private string? Offset(string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
        {
            return null;
        }

        var offset = found.GetUtcOffset(Clock.GetUtcNow());
        return string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset:hh\\:mm}");
    }

    private async Task LoadAsync()
    {
        _state = PageState<OrganizationDetail>.From(await Sender.SendAsync(new GetOrganization()));
        if (_state.Value is { } organization)
        {
            (_name, _timeZone, _retentionDays, _fallback) = (organization.Name, organization.TimeZone, organization.RunRetentionDays, organization.TestFallbackAllowed);
        }
    }

    private async Task SaveAsync()
    {
        var days = _retentionDays is >= Organization.ShortestRetentionDays and <= Organization.LongestRetentionDays and var entered ? (int)entered : 0;
        var saved = await Sender.SendAsync(new UpdateOrganization(_name, _timeZone ?? "", _fallback, days, _state.Value!.Revision));
        if (saved.Error is { } error)
        {
            _errors.Show(error);
            return;
        }

        _errors.Clear();
        _work.Clear();
        await LoadAsync();
        Messages.Success("The settings were saved.");
    }
}
