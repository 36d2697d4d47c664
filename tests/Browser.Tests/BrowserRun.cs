using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>One headless browser profile; its pages share a sign-in, and whatever they complain about is kept.</summary>
internal sealed class BrowserRun : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly IBrowserContext context;

    private BrowserRun(IPlaywright playwright, IBrowser browser, IBrowserContext context)
    {
        this.playwright = playwright;
        this.browser = browser;
        this.context = context;
        context.Console += (_, message) =>
        {
            // Without a demo account there is no demo.json, which is how the page learns it.
            if (message.Type == "error" && !message.Location.Contains("/demo.json", StringComparison.Ordinal)) Complaints.Enqueue(message.Text);
        };
        context.WebError += (_, error) => Complaints.Enqueue(error.Error);
    }

    /// <summary>Script errors, failed loads and broken security policies.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public IBrowserContext Context => context;

    public static async Task<BrowserRun> StartAsync(Uri baseUrl, ColorScheme scheme = ColorScheme.Light, int width = 1100, int height = 820)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Find(), Args = Chromium.Arguments, Headless = true });
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = baseUrl.ToString(),
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout(20_000);
        return new BrowserRun(playwright, browser, context);
    }

    public async Task<ChatPage> OpenAsync(string path = "/")
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return new ChatPage(page);
    }

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        await browser.CloseAsync();
        playwright.Dispose();
    }
}
