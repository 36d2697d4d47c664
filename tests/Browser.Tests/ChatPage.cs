using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>The page at /, as a person works with it: by labels, roles and what is written there.</summary>
internal sealed class ChatPage(IPage page)
{
    public IPage Page => page;

    public ILocator Questions => page.Locator(".said.user");

    public ILocator Answers => page.Locator(".said.ai");

    public ILocator FinishedAnswers => page.Locator(".said.ai[aria-busy=false]");

    public ILocator Sources => page.GetByRole(AriaRole.List, new() { Name = "Sources" });

    public ILocator Cost => page.Locator("#chat-cost");

    public ILocator Balance => page.Locator("#balance");

    public ILocator Title => page.Locator("#chat-title");

    public ILocator Bill => page.Locator("#bill");

    public ILocator Notice => page.Locator("#notice");

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async Task SignInAsync(string email, string password)
    {
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await Button("Sign in").ClickAsync();
    }

    public async Task SignUpAsync(string name, string email, string password)
    {
        await Button("New here? Create an account").ClickAsync();
        await page.GetByLabel("Full name").FillAsync(name);
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await Button("Create an account").ClickAsync();
    }

    public async Task StartSessionAsync(string expert)
    {
        await Button($"Start a session with {expert}").ClickAsync();
        await Assertions.Expect(Title).ToHaveTextAsync(expert);
    }

    public async Task AskAsync(string question)
    {
        await page.GetByLabel("Your message").FillAsync(question);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>The lengths that an answer's text had while it streamed, until it was finished; it gives up after 30 s.</summary>
    public async Task<IReadOnlyList<int>> WatchAnswerAsync(int index)
    {
        var lengths = await page.EvaluateAsync<int[]>(
            """
            index => new Promise(done => {
              const lengths = [];
              const end = performance.now() + 30000;
              const look = () => {
                const answer = document.querySelectorAll('.said.ai')[index];
                const length = answer?.querySelector('.text').textContent.length ?? 0;
                if (length > 0 && length !== lengths.at(-1)) lengths.push(length);
                if (answer?.getAttribute('aria-busy') === 'false' || performance.now() > end) done(lengths);
                else requestAnimationFrame(look);
              };
              look();
            })
            """,
            index);
        return lengths;
    }

    /// <summary>Everything that was said, in order.</summary>
    public async Task<IReadOnlyList<string>> TranscriptAsync() => await page.Locator(".said.user, .said.ai .text").AllInnerTextsAsync();

    /// <summary>Saves a picture beside the test program, for a person to look at.</summary>
    public async Task PictureAsync(string name) =>
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{name}.png") });
}
