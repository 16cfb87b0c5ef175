using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit.Sdk;

namespace ConnectionsConsole.Tests.EndToEnd.Browser;

/// <summary>A finding that is accepted because the component library leaves no way around it.</summary>
/// <param name="Rule">The rule's id, such as <c>color-contrast</c>.</param>
/// <param name="Component">A CSS selector: the finding's element, or one around it, matches.</param>
/// <param name="Reason">Why it cannot be mended here, and what it means for people.</param>
public sealed record AcceptedFinding(string Rule, string Component, string Reason);

/// <summary>No page has an accessibility finding of axe that is serious or critical, but for those listed.</summary>
public static class AxeCheck
{
    /// <summary>The list, kept short: whoever adds to it looked for another way first.</summary>
    public static IReadOnlyList<AcceptedFinding> Accepted { get; } = [];

    /// <summary>Checks the page as it is now, an open dialog included.</summary>
    /// <exception cref="XunitException">It has findings that are not accepted; the message names rule, element and help.</exception>
    public static async Task PassesAsync(IPage page, IReadOnlyList<AcceptedFinding>? accepted = null)
    {
        var result = await page.RunAxe();
        var findings = new List<string>();
        foreach (var violation in result.Violations.Where(violation => violation.Impact is "serious" or "critical"))
        {
            foreach (var node in violation.Nodes)
            {
                if (!await IsAcceptedAsync(page, violation.Id, node, accepted ?? Accepted))
                {
                    findings.Add($"{violation.Impact} {violation.Id}: {violation.Help}\n  {node.Target}\n  {node.Html}\n  {violation.HelpUrl}");
                }
            }
        }

        if (findings.Count > 0)
        {
            throw new XunitException($"{page.Url} has {findings.Count} accessibility findings:\n{string.Join('\n', findings)}");
        }
    }

    private static async Task<bool> IsAcceptedAsync(IPage page, string rule, AxeResultNode node, IReadOnlyList<AcceptedFinding> accepted)
    {
        foreach (var finding in accepted.Where(finding => string.Equals(finding.Rule, rule, StringComparison.Ordinal)))
        {
            var element = page.Locator(node.Target.Selector);
            if (await element.CountAsync() == 1 &&
                await element.EvaluateAsync<bool>("(element, selector) => element.closest(selector) !== null", finding.Component))
            {
                return true;
            }
        }

        return false;
    }
}
