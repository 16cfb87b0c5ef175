using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Account;

/// <summary>The first start: whoever has the code from the terminal becomes the first administrator. Gone once there is one.</summary>
public sealed partial class SetUp : ComponentBase
{
    private readonly FormErrors _errors = new();

    [SupplyParameterFromForm]
    private SetUpForm? Form { get; set; }

    [Inject]
    private SetupCode Code { get; set; } = null!;

    [Inject]
    private IAccounts Accounts { get; set; } = null!;

    [Inject]
    private AccountSignIn Account { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SetUpForm();
        if (await Accounts.AnyAsync(CancellationToken.None))
        {
            Navigation.NavigateTo(ConsoleUrls.SignIn);
        }
    }

    private async Task ClaimAsync()
    {
        _errors.Clear();
        if (!Code.Check(Form!.Code))
        {
            _errors.Add("code", "This code is wrong or no longer valid. It stands on the terminal of the newest start; restarting the console prints another.");
            return;
        }

        var claim = new ConsoleClaim(Form.Organization ?? "", Form.Name ?? "", Form.Email?.Trim() ?? "", Form.Password ?? "");
        var claimed = await Accounts.ClaimAsync(claim, CancellationToken.None);
        if (claimed.Error is { } error)
        {
            _errors.Show(error);
            return;
        }

        Code.Use();
        await Account.SignInAsync(claim.Email, claim.Password);
        Navigation.NavigateTo(ConsoleUrls.Home);
    }

    internal sealed class SetUpForm
    {
        public string? Code { get; set; }

        public string? Organization { get; set; }

        public string? Name { get; set; }

        public string? Email { get; set; }

        public string? Password { get; set; }
    }
}
