using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Account;

/// <summary>Rendered statically: signing in sets a cookie.</summary>
public sealed partial class SignIn : ComponentBase
{
    private readonly FormErrors _errors = new();

    [SupplyParameterFromForm]
    private SignInForm? Form { get; set; }

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [Inject]
    private AccountSignIn Account { get; set; } = null!;

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
        _errors.Clear();
        if (string.IsNullOrWhiteSpace(Form!.Email))
        {
            _errors.Add("email", "Enter your email address.");
        }

        if (string.IsNullOrEmpty(Form.Password))
        {
            _errors.Add("password", "Enter your password.");
        }

        if (_errors.Any)
        {
            return;
        }

        var signedIn = await Account.SignInAsync(Form.Email!.Trim(), Form.Password!);
        if (signedIn.Succeeded)
        {
            Navigation.NavigateTo(ConsoleUrls.IsLocal(ReturnUrl) ? ReturnUrl! : ConsoleUrls.Home);
            return;
        }

        // The same words for an unknown address and a wrong password: nobody learns who has an account.
        _errors.Add(null, signedIn.IsLockedOut
            ? "Too many failed attempts. Try again in ten minutes, or ask an administrator."
            : "The email address or the password is wrong.");
    }

    internal sealed class SignInForm
    {
        public string? Email { get; set; }

        public string? Password { get; set; }
    }
}
