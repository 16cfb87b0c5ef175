using System.ComponentModel.DataAnnotations;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace ConnectionsConsole.App.Pages.Account;

/// <summary>Rendered statically: signing in sets a cookie.</summary>
public sealed partial class SignIn : ComponentBase
{
    private string? _error;

    [SupplyParameterFromForm]
    private SignInForm? Form { get; set; }

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [Inject]
    private SignInManager<ConsoleUser> Manager { get; set; } = null!;

    [Inject]
    private IAccounts Accounts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SignInForm();
        if (!await Accounts.AnyAsync(CancellationToken.None))
        {
            Navigation.NavigateTo(ConsoleUrls.SetUp);
        }
    }

    private async Task SignInAsync()
    {
        var signedIn = await Manager.PasswordSignInAsync(Form!.Email, Form.Password, isPersistent: false, lockoutOnFailure: true);
        if (signedIn.Succeeded)
        {
            Navigation.NavigateTo(ConsoleUrls.IsLocal(ReturnUrl) ? ReturnUrl! : ConsoleUrls.Home);
            return;
        }

        // The same words for an unknown address and a wrong password: nobody learns who has an account.
        _error = signedIn.IsLockedOut
            ? "Too many failed attempts. Try again in ten minutes, or ask an administrator."
            : "The e-mail address or the password is wrong.";
    }

    internal sealed class SignInForm
    {
        [Required(ErrorMessage = "Enter your e-mail address.")]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Enter your password.")]
        public string Password { get; set; } = "";
    }
}
