using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static ConnectionsConsole.Tests.EndToEnd.Running.Keyboard;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>Whatever the server answers late, it answers to an earlier letter: newer ones are not set back, and the focus stays with whoever types.</summary>
[Collection(DemoCollection.Name)]
public sealed class SlowLineJourneyTests(DemoConsole demo, BrowserFixture browser)
{
    private static readonly TimeSpan s_failsafe = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(400);

    /// <summary>As fast people type, so that several letters are under way at any time.</summary>
    private static readonly KeyboardTypeOptions s_fast = new() { Delay = 60 };

    [ChromiumFact]
    public Task TheSearchAtTheTop_KeepsTheFocus_ThoughThePageHasJustArrived() => RunAsync(async (page, line) =>
    {
        line.Delay = s_slow;
        await page.GotoAsync("/customers");
        // As soon as the page can be seen, and before it has taken the focus to its heading.
        await Heading(page).WaitForAsync();
        var search = page.GetByRole(AriaRole.Combobox).First;
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("smith rocket", s_fast);
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Smith Rocket Company" }).First).ToBeVisibleAsync();
        await Expect(search).ToHaveValueAsync("smith rocket");
        await Expect(search).ToBeFocusedAsync();

        // Going somewhere takes the focus along.
        await page.Keyboard.PressAsync("Enter");
        await Expect(Heading(page)).ToContainTextAsync("Smith Rocket Company");
        await Expect(Heading(page)).ToBeFocusedAsync();
    });

    [ChromiumFact]
    public Task TheSearchOfAList_KeepsWhatIsTypedWhileTheAddressFollows() => RunAsync(async (page, line) =>
    {
        await ArriveAsync(page, "/customers");
        var search = page.GetByRole(AriaRole.Searchbox);
        await search.FocusAsync();
        line.Delay = s_slow;
        // A pause long enough that the list begins to search, then on.
        await page.Keyboard.TypeAsync("smith", s_fast);
        await WatchAsync(search);
        await page.WaitForTimeoutAsync(700);
        await page.Keyboard.TypeAsync(" rock", s_fast);
        await page.WaitForTimeoutAsync(700);
        await page.Keyboard.TypeAsync("et", s_fast);
        await Expect(page).ToHaveURLAsync(new Regex("q=smith(%20|\\+)rocket$", RegexOptions.None, s_failsafe));
        await Expect(search).ToHaveValueAsync("smith rocket");
        await ExpectNeverShorterAsync(page);

        // What comes from elsewhere is taken over.
        line.Delay = TimeSpan.Zero;
        await ArriveAsync(page, "/customers?q=ftl");
        await Expect(search).ToHaveValueAsync("ftl");
        await search.FillAsync("");
        await Expect(page).ToHaveURLAsync(new Regex("/customers$", RegexOptions.None, s_failsafe));
        await page.GoBackAsync();
        await Expect(search).ToHaveValueAsync("ftl");
    });

    [ChromiumFact]
    public Task AFieldOfAForm_KeepsWhatIsTypedWhileItIsRefused() => RunAsync(async (page, line) =>
    {
        await ArriveAsync(page, "/customers");
        await PressAsync(page, page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Customer", Exact = true }));
        await Expect(Dialog(page).GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        var id = Dialog(page).GetByLabel("External ID");
        await id.FocusAsync();
        line.Delay = s_slow;
        await page.Keyboard.TypeAsync("ab", s_fast);
        await WatchAsync(id);
        // Enter submits, and is refused for want of a name; the hand types on.
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("cdefgh", s_fast);
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(id).ToHaveValueAsync("abcdefgh");
        await ExpectNeverShorterAsync(page);
    });

    [ChromiumFact]
    public Task ANumber_KeepsWhatIsTypedWhileItIsRefused() => RunAsync(async (page, line) =>
    {
        await ArriveAsync(page, "/settings/general");
        var days = page.GetByLabel("Keep finished runs for");
        await days.FillAsync("");
        line.Delay = s_slow;
        await TypeOnAsync(page, days, "1", "23456");
        await Expect(page.GetByText("Enter a number").First).ToBeVisibleAsync();
        await Expect(days).ToHaveValueAsync("123456");
        await ExpectNeverShorterAsync(page);
    });

    [ChromiumFact]
    public Task ALookup_KeepsWhatIsTypedWhileItSearches() => RunAsync(async (page, line) =>
    {
        await ArriveAsync(page, "/settings/general");
        var zone = page.GetByRole(AriaRole.Combobox, new() { Name = "Time zone" });
        await zone.FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        line.Delay = s_slow;
        await page.Keyboard.TypeAsync("Eu", s_fast);
        await WatchAsync(zone);
        await page.Keyboard.TypeAsync("rope/", s_fast);
        await page.WaitForTimeoutAsync(500);
        await page.Keyboard.TypeAsync("Berl", s_fast);
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Europe/Berlin" })).ToBeVisibleAsync();
        await Expect(zone).ToHaveValueAsync("Europe/Berl");
        await ExpectNeverShorterAsync(page);
    });

    private Task RunAsync(Func<IPage, SlowLine, Task> body, [System.Runtime.CompilerServices.CallerMemberName] string test = "") => browser.RunAsync(demo.Options, async page =>
    {
        var line = await SlowLine.BetweenAsync(page);
        await demo.SignInAsync(page);
        await Heading(page).WaitForAsync();
        await body(page, line);
    }, test: test);

    /// <summary>Typing, leaving the field and coming back at once to type on: the server hears of the first part late.</summary>
    private static async Task TypeOnAsync(IPage page, ILocator field, string first, string rest)
    {
        await field.FocusAsync();
        await page.Keyboard.TypeAsync(first, s_fast);
        await WatchAsync(field);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(rest, s_fast);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Shift+Tab");
    }

    /// <summary>Remembers whether a field ever gets shorter from here on, other than by a hand.</summary>
    private static Task WatchAsync(ILocator field) => field.EvaluateAsync("""
        element => {
          let longest = element.value;
          window.setBack = null;
          setInterval(() => {
            if (element.value.length < longest.length) window.setBack ??= `“${longest}” became “${element.value}”`;
            else longest = element.value;
          }, 5);
        }
        """);

    private static async Task ExpectNeverShorterAsync(IPage page) => Assert.Null(await page.EvaluateAsync<string?>("() => window.setBack"));
}
