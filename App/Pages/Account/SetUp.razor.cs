using System.ComponentModel.DataAnnotations;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace ConnectionsConsole.App.Pages.Account;

/// <summary>The first start: whoever has the code from the terminal becomes the first administrator. Gone once there is one.</summary>
public sealed partial class SetUp : ComponentBase
{
    private string? _error;

    [SupplyParameterFromForm]
    private SetUpForm? Form { get; set; }

    [Inject]
    private SetupCode Code { get; set; } = null!;

    [Inject]
    private IAccounts Accounts { get; set; } = null!;

    [Inject]
    private SignInManager<ConsoleUser> SignInManager { get; set; } = null!;

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
        if (!Code.Check(Form!.Code))
        {
            _error = "This code is wrong or no longer valid. It stands on the terminal of the newest start; restarting the console prints another.";
            return;
        }

        var claimed = await Accounts.ClaimAsync(new ConsoleClaim(Form.Organization, Form.Name, Form.Email, Form.Password), CancellationToken.None);
        if (claimed.Error is { } error)
        {
            _error = error.ToString();
            return;
        }

        Code.Use();
        await SignInManager.PasswordSignInAsync(Form.Email, Form.Password, isPersistent: false, lockoutOnFailure: false);
        Navigation.NavigateTo(ConsoleUrls.Home);
    }

    internal sealed class SetUpForm
    {
        [Required(ErrorMessage = "Enter the code.")]
        public string Code { get; set; } = "";

        [Required(ErrorMessage = "Name your organization.")]
        public string Organization { get; set; } = "";

        [Required(ErrorMessage = "Enter your name.")]
        public string Name { get; set; } = "";

        [Required(ErrorMessage = "Enter your e-mail address.")]
        [EmailAddress(ErrorMessage = "This is no e-mail address.")]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Choose a password.")]
        [MinLength(12, ErrorMessage = "A password has at least 12 characters.")]
        public string Password { get; set; } = "";
    }
}
