using FluentValidation;

namespace ConnectionsConsole.Domain.Shared;

/// <summary>Keeps a page request within what a database answers quickly.</summary>
public sealed class PageRequestValidator : AbstractValidator<PageRequest>
{
    private const int LongestSearch = 200;

    public PageRequestValidator()
    {
        RuleFor(p => p.Number).InclusiveBetween(1, 1_000_000).WithMessage("Pages count from 1.");
        RuleFor(p => p.Size).InclusiveBetween(1, PageRequest.MaximumSize).WithMessage($"A page holds 1 to {PageRequest.MaximumSize} rows.");
        RuleFor(p => p.Search).MaximumLength(LongestSearch).WithMessage($"Search for at most {LongestSearch} characters.")
            .Must(s => s is null || !s.Contains('\0', StringComparison.Ordinal)).WithMessage("A text contains a null character. Remove it.");
    }
}
