using Grains.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>A person at the page at /, in a real browser, on the real product.</summary>
public sealed class ChatJourneyTests(PublishedExpert expert) : IClassFixture<PublishedExpert>
{
    [ChromiumFact]
    public async Task A_cited_answer_streams_in_and_a_reload_and_a_second_tab_show_the_same()
    {
        await using var run = await BrowserRun.StartAsync(expert.Address);
        var page = await SignedUpAsync(run);
        await page.PictureAsync("1-experts");
        await page.StartSessionAsync(PublishedExpert.Name);

        await page.AskAsync("How do I start a hot heap?");
        var lengths = await page.WatchAnswerAsync(0);

        Assert.True(lengths.Count >= 5, $"The answer did not stream: {string.Join(", ", lengths)}");
        await Expect(page.Answers.First).ToContainTextAsync("Turn the heap after ten days, and again every week.");
        await Expect(page.Sources.First).ToContainTextAsync(PublishedExpert.Document);
        await Expect(page.Cost).Not.ToHaveTextAsync("$0.00");
        await Expect(page.Balance).ToContainTextAsync("$");
        await page.PictureAsync("2-answered");

        var said = await page.TranscriptAsync();
        await page.Page.ReloadAsync();
        await Expect(page.FinishedAnswers).ToHaveCountAsync(1);
        await Expect(page.Sources.First).ToContainTextAsync(PublishedExpert.Document);
        Assert.Equal(said, await page.TranscriptAsync());

        var second = await run.OpenAsync();
        await Expect(second.FinishedAnswers).ToHaveCountAsync(1);
        await second.AskAsync("When can I use a hose?");
        await Expect(page.Questions).ToHaveCountAsync(2);
        await Expect(page.FinishedAnswers).ToHaveCountAsync(2);
        await Expect(second.FinishedAnswers).ToHaveCountAsync(2);
        await Expect(page.Answers.Last).ToContainTextAsync("between 18:00 and 21:00");
        Assert.Equal(await second.TranscriptAsync(), await page.TranscriptAsync());
        await page.PictureAsync("3-second-tab");
        Assert.Empty(run.Complaints);
    }

    [ChromiumFact]
    public async Task Reloading_in_mid_answer_loses_nothing()
    {
        await using var run = await BrowserRun.StartAsync(expert.Address);
        var page = await SignedUpAsync(run);
        await page.StartSessionAsync(PublishedExpert.Name);
        await page.AskAsync("How do I start a hot heap?");
        await Expect(page.Answers).ToHaveCountAsync(1);

        await page.Page.ReloadAsync();

        await Expect(page.FinishedAnswers).ToHaveCountAsync(1);
        await Expect(page.Questions).ToHaveCountAsync(1);
        await Expect(page.Answers.First).ToContainTextAsync("Gather at least one cubic metre");
        await Expect(page.Answers.First).ToContainTextAsync("Turn the heap after ten days, and again every week.");
    }

    [ChromiumFact]
    public async Task A_message_lost_with_its_connection_is_sent_again_and_said_once()
    {
        await using var run = await BrowserRun.StartAsync(expert.Address);
        var lost = 0;
        await run.Context.RouteWebSocketAsync("**/ws/sessions/**", socket =>
        {
            var server = socket.ConnectToServer();
            socket.OnMessage(frame =>
            {
                // The first message gets no further than the wire, which then breaks.
                if (Interlocked.Increment(ref lost) == 1) _ = socket.CloseAsync(new() { Code = 1012, Reason = "wire cut" });
                else server.Send(frame.Text!);
            });
        });
        var page = await SignedUpAsync(run);
        await page.StartSessionAsync(PublishedExpert.Name);

        await page.AskAsync("Are sprinklers allowed?");

        await Expect(page.FinishedAnswers).ToHaveCountAsync(1);
        await Expect(page.Questions).ToHaveCountAsync(1);
        await Expect(page.Page.Locator(".said.pending")).ToHaveCountAsync(0);
        await Expect(page.Answers.First).ToContainTextAsync("Sprinklers are not allowed at any time.");
    }

    [ChromiumFact]
    public async Task Stop_pause_and_end_work_and_the_bill_reaches_both_tabs()
    {
        await using var run = await BrowserRun.StartAsync(expert.Address);
        var page = await SignedUpAsync(run);
        await page.StartSessionAsync(PublishedExpert.Name);
        var second = await run.OpenAsync();
        await Expect(second.Title).ToHaveTextAsync(PublishedExpert.Name);

        await page.AskAsync("How do I start a hot heap?");
        await Expect(page.Answers).ToHaveCountAsync(1);
        await page.Button("Stop").ClickAsync();
        await Expect(page.FinishedAnswers).ToHaveCountAsync(1);
        await Expect(page.Answers.First).Not.ToContainTextAsync("Turn the heap after ten days");

        await page.Button("Pause").ClickAsync();
        await Expect(second.Button("Resume")).ToBeVisibleAsync();
        await Expect(page.Page.GetByLabel("Your message")).ToBeDisabledAsync();
        await second.Button("Resume").ClickAsync();
        await Expect(page.Button("Pause")).ToBeVisibleAsync();

        await page.Button("End").ClickAsync();
        await page.Button("End session").ClickAsync();
        await Expect(page.Bill).ToContainTextAsync("Final cost");
        await Expect(second.Bill).ToContainTextAsync("Final cost");
        Assert.Equal(await second.Bill.Locator("dd").AllInnerTextsAsync(), await page.Bill.Locator("dd").AllInnerTextsAsync());
        await page.PictureAsync("4-ended");
    }

    [ChromiumFact]
    public async Task What_people_write_is_shown_as_text_on_a_small_dark_screen_too()
    {
        await using var run = await BrowserRun.StartAsync(expert.Address, ColorScheme.Dark, width: 380, height: 760);
        var page = await SignedUpAsync(run);
        await page.StartSessionAsync(PublishedExpert.Name);
        const string Hostile = "<img src=x onerror=alert(1)> **bold** Why must water butts have a lid?";

        await page.AskAsync(Hostile);

        await Expect(page.FinishedAnswers).ToHaveCountAsync(1);
        await Expect(page.Questions.First).ToHaveTextAsync(Hostile);
        Assert.Equal(0, await page.Page.Locator("#transcript img").CountAsync());
        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.PictureAsync("5-small-dark");
        Assert.Empty(run.Complaints);
    }

    [ChromiumFact]
    public async Task A_wrong_password_is_said_and_signing_out_reaches_the_other_tab()
    {
        await using var run = await BrowserRun.StartAsync(expert.Address);
        var page = await SignedUpAsync(run);
        var second = await run.OpenAsync();
        await Expect(second.Button("Sign out")).ToBeVisibleAsync();

        await page.Button("Sign out").ClickAsync();
        await Expect(second.Button("Sign in")).ToBeVisibleAsync();
        await page.SignInAsync(ProductClient.NewEmail(), "not-the-password-1");

        await Expect(page.Page.Locator("#sign-in-error")).ToBeVisibleAsync();
        await Expect(page.Button("Sign in")).ToBeVisibleAsync();
    }

    private static async Task<ChatPage> SignedUpAsync(BrowserRun run)
    {
        var page = await run.OpenAsync();
        await page.SignUpAsync("Visitor", ProductClient.NewEmail(), ProductClient.Password);
        await Expect(page.Button("Sign out")).ToBeVisibleAsync();
        return page;
    }
}
