using System.Collections.Concurrent;
using Grains.Testing;
using Grains.Testing.Web;
using Microsoft.AspNetCore.Http;

namespace WebFront.Tests.Marketplace.Clones;

/// <summary>One product on a web of the tests' own; each test has a site in it.</summary>
public sealed class WebFixture : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, WebSite> sites = new(StringComparer.OrdinalIgnoreCase);
    private TestWeb? web;
    private ProductHost? host;

    public TestWeb Web => web ?? throw new InvalidOperationException("The web has not been started.");

    public ProductHost Host => host ?? throw new InvalidOperationException("The product has not been started.");

    public async Task InitializeAsync()
    {
        web = await TestWeb.StartAsync(context =>
            sites.TryGetValue(context.Request.Host.Host, out var site) ? site.AnswerAsync(context) : WebSite.Status(context, 404));
        var setup = MarketFixture.WithoutDemo(("Knowledge:CrawlDelaySeconds", "0"), ("Knowledge:CrawlPages", "5"));
        host = await ProductHost.StartAsync(setup with { Replace = web.Use });
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Web.DisposeAsync();
    }

    public WebSite NewSite()
    {
        var site = new WebSite($"{Guid.NewGuid():N}.example");
        sites[site.Host] = site;
        return site;
    }
}

/// <summary>A site of one test.</summary>
public sealed class WebSite(string host)
{
    public string Host => host;

    public ConcurrentDictionary<string, Func<HttpContext, Task>> Pages { get; } = new();

    /// <summary>The paths that were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public void Page(string path, string html) => Pages[path] = context => WriteAsync(context, html);

    public Task AnswerAsync(HttpContext context)
    {
        Asked.Enqueue(context.Request.Path);
        return Pages.TryGetValue(context.Request.Path, out var page) ? page(context) : Status(context, 404);
    }

    public static Task WriteAsync(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html);
    }

    public static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
