using FluentValidation;

namespace ConnectionsConsole.Domain.Customers;

/// <summary>The checks that creating and updating a customer share.</summary>
internal static class CustomerValidation
{
    public static void CustomerName<T>(this IRuleBuilder<T, string> rule) => rule
        .NotEmpty().WithMessage("Give the customer a name.")
        .MaximumLength(Customer.MaximumNameLength).WithMessage($"A name has at most {Customer.MaximumNameLength} characters.");

    public static void CustomerDescription<T>(this IRuleBuilder<T, string?> rule) => rule
        .MaximumLength(Customer.MaximumDescriptionLength).WithMessage($"A description has at most {Customer.MaximumDescriptionLength:N0} characters.");

    public static void CustomerExternalId<T>(this IRuleBuilder<T, string?> rule) => rule
        .MaximumLength(Customer.MaximumExternalIdLength).WithMessage($"An external ID has at most {Customer.MaximumExternalIdLength} characters.");
}
