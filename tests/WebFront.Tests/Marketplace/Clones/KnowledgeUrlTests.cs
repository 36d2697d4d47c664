using Grains.Testing;
using Microsoft.AspNetCore.Http;

namespace WebFront.Tests.Marketplace.Clones;

public sealed class KnowledgeUrlTests(WebFixture fixture) : IClassFixture<WebFixture>, IAsyncLifetime
{
    private readonly WebSite site = fixture.NewSite();
    private CreatorClone clone = null!;

    private string Site => site.Host;

    public async Task InitializeAsync() => clone = await CreatorClone.MakeAsync(fixture.Host.Client, "Dr. John Expert");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_documented_example_works()
    {
        site.Page("/article", "<title>Anchors</title><h1>Anchors</h1><p>The spare anchor is kept in the <a href='/locker'>starboard locker</a>.</p>");

        var added = await clone.PostAsync(
            "/knowledge/url", new { url = $"http://{Site}/article", title = "Important Article", scrape_depth = 1, include_links = false });

        Assert.Equal(200, added.Status);
        Assert.Equal(
            ["document_id", "title", "processing_status", "file_url", "chunks_created", "estimated_completion"],
            added.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Important Article", added.Json.GetProperty("title").GetString());
        Assert.Equal("processing", added.Json.GetProperty("processing_status").GetString());
        var document = await clone.FinishedAsync(added.Json.GetProperty("document_id").GetGuid());
        Assert.Equal(("completed", "url", 1), (document.GetProperty("processing_status").GetString(), document.GetProperty("file_type").GetString(), document.GetProperty("chunks_count").GetInt32()));
        Assert.Equal($"http://{Site}/article", document.GetProperty("source_url").GetString());
        Assert.Equal(["/robots.txt", "/article"], site.Asked);

        var hit = Assert.Single(await clone.SearchAsync("Where is the spare anchor?"));
        Assert.Equal("Important Article", hit.GetProperty("source").GetProperty("document_title").GetString());
        Assert.Equal($"http://{Site}/article", hit.GetProperty("source").GetProperty("url").GetString());
        Assert.Equal("Anchors\nThe spare anchor is kept in the starboard locker.", hit.GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_deeper_crawl_stays_on_the_host_and_cites_each_page_by_its_own_title()
    {
        site.Page("/", "<title>Home</title><p>Welcome to the club of sailors.</p><a href='/ropes?utm_source=home'>Ropes</a><a href='/ropes#top'>again</a><a href='http://other.example/'>Other</a><a href='/private/x'>No</a><a href='/logo.png'>Logo</a>");
        site.Page("/ropes", "<title>Ropes</title><p>A halyard hoists the sail.</p><a href='/deep'>Deeper</a><a href='/'>Home</a>");
        site.Page("/deep", "<title>Deep</title><p>Too deep for two.</p>");
        site.Pages["/robots.txt"] = static context => context.Response.WriteAsync("User-agent: GrainsBot\nDisallow: /private");

        var document = await AddAsync(new { url = $"http://{Site}/", title = "Club", scrape_depth = 2, include_links = true });

        Assert.Equal(
            [($"http://{Site}/", "Home"), ($"http://{Site}/ropes", "Ropes")],
            document.GetProperty("pages").EnumerateArray().Select(page => (page.GetProperty("url").GetString(), page.GetProperty("title").GetString())));
        Assert.Equal(["/robots.txt", "/", "/ropes"], site.Asked);
        var hit = (await clone.SearchAsync("What hoists the sail?"))[0];
        Assert.Equal(("Ropes", $"http://{Site}/ropes"), (hit.GetProperty("source").GetProperty("document_title").GetString(), hit.GetProperty("source").GetProperty("url").GetString()));
        Assert.Contains($"Deeper (http://{Site}/deep)", hit.GetProperty("content").GetString(), StringComparison.Ordinal);
        var file = await clone.GetAsync($"/documents/{document.GetProperty("id").GetGuid()}/file");
        Assert.StartsWith($"# Home\nhttp://{Site}/\n\nWelcome to the club of sailors.", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_cites_the_page_and_its_url()
    {
        site.Page("/", "<title>Club</title><h1>Rules</h1><p>The harbour master of the club is called Ingeborg Petersen.</p>");
        await AddAsync(new { url = $"http://{Site}/" });
        await clone.PostAsync("/publish");
        var user = await fixture.Host.Client.NewUserAsync();
        var session = (await fixture.Host.Client.PostAsync("/api/v1/sessions", new { expert_id = clone.Id }, user.AccessToken)).Json.GetProperty("session_id").GetGuid();

        var answer = await fixture.Host.Client.PostAsync($"/api/v1/sessions/{session}/messages", new { content = "Who is the harbour master of the club?" }, user.AccessToken);

        var source = answer.Json.GetProperty("ai_response").GetProperty("sources")[0];
        Assert.Equal((Site, $"http://{Site}/"), (source.GetProperty("title").GetString(), source.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task A_crawl_ends_at_its_pages()
    {
        for (var i = 0; i < 20; i++) site.Page($"/{i}", $"<p>Page number {i} of a long story.</p><a href='/{i + 1}'>next</a>");

        var document = await AddAsync(new { url = $"http://{Site}/0", scrape_depth = 5 });
        site.Page("/many", string.Concat(Enumerable.Range(0, 20).Select(i => $"<a href='/{i}'>{i}</a>")) + "<p>All pages</p>");
        var wide = await AddAsync(new { url = $"http://{Site}/many", scrape_depth = 2 });

        Assert.Equal(5, document.GetProperty("pages").GetArrayLength());
        Assert.Equal(5, wide.GetProperty("pages").GetArrayLength());
    }

    [Theory]
    [InlineData("http://127.0.0.1/admin")]
    [InlineData("http://[::1]/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://inside.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:secret@example.com/")]
    [InlineData("http://example.com:6379/")]
    [InlineData("example.com")]
    [InlineData("")]
    public async Task An_address_that_is_not_for_the_public_is_refused_at_once(string url)
    {
        fixture.Web.Name("inside.example", "10.0.0.8");
        var before = fixture.Web.Connections.Count;

        var answer = await clone.PostAsync("/knowledge/url", new { url, title = "Inside" });

        Assert.Equal((400, "url"), (answer.Status, answer.ErrorField));
        Assert.Equal(before, fixture.Web.Connections.Count);
        Assert.Equal(0, (await clone.GetAsync("/documents")).Json.GetProperty("total_documents").GetInt32());
    }

    [Theory]
    [InlineData("""{"url":"http://{Site}/","scrape_depth":0}""", "scrape_depth")]
    [InlineData("""{"url":"http://{Site}/","scrape_depth":6}""", "scrape_depth")]
    [InlineData("""{"url":"http://{Site}/","scrape_depth":"1"}""", "scrape_depth")]
    [InlineData("""{"url":"http://{Site}/","include_links":1}""", "include_links")]
    [InlineData("""{"url":"http://{Site}/","title":""}""", "title")]
    [InlineData("""{"title":"No URL"}""", "url")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var answer = await fixture.Host.Client.PostTextAsync($"{clone.Path}/knowledge/url", body, token: clone.Owner.AccessToken);

        Assert.Equal((400, field), (answer.Status, answer.ErrorField));
    }

    [Theory]
    [InlineData("/gone", "web.not_found")]
    [InlineData("/secret", "web.forbidden")]
    [InlineData("/forbidden", "web.robots_disallowed")]
    [InlineData("/picture", "web.unsupported_type")]
    [InlineData("/empty", "document.no_text")]
    [InlineData("/inside", "egress.address_not_public")]
    [InlineData("/failing", "web.http_error")]
    [InlineData("/huge", "egress.too_large")]
    public async Task A_page_that_cannot_be_read_fails_with_its_reason(string path, string code)
    {
        site.Pages["/robots.txt"] = static context => context.Response.WriteAsync("User-agent: *\nDisallow: /forbidden");
        site.Pages["/secret"] = static context => WebSite.Status(context, 403);
        site.Pages["/failing"] = static context => WebSite.Status(context, 500);
        site.Pages["/picture"] = static context =>
        {
            context.Response.ContentType = "image/png";
            return context.Response.WriteAsync("PNG");
        };
        site.Pages["/inside"] = static context =>
        {
            context.Response.Redirect("http://127.0.0.1/admin");
            return Task.CompletedTask;
        };
        site.Pages["/huge"] = static context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(new string('a', 6 << 20));
        };
        site.Page("/empty", "<title>Nothing</title>");
        site.Page("/forbidden", "<p>Not for robots.</p>");

        var document = await AddAsync(new { url = $"http://{Site}{path}", title = "It" });

        Assert.Equal("failed", document.GetProperty("processing_status").GetString());
        Assert.Equal(code, document.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_failure_that_passes_is_tried_again()
    {
        var tries = 0;
        site.Pages["/busy"] = context => Interlocked.Increment(ref tries) < 3 ? WebSite.Status(context, 503) : WebSite.WriteAsync(context, "<p>Now there is text.</p>");

        var document = await AddAsync(new { url = $"http://{Site}/busy" });

        Assert.Equal(("completed", 3), (document.GetProperty("processing_status").GetString(), tries));
    }

    [Fact]
    public async Task The_same_url_is_the_same_document()
    {
        site.Page("/", "<p>Some text.</p>");

        var first = await AddAsync(new { url = $"http://{Site}/#top", title = "It" });
        var again = await AddAsync(new { url = $"http://{Site.ToUpperInvariant()}/?utm_source=x", title = "It" });

        Assert.Equal(first.GetProperty("id").GetGuid(), again.GetProperty("id").GetGuid());
        Assert.Equal(1, (await clone.GetAsync("/documents")).Json.GetProperty("total_documents").GetInt32());
    }

    [Fact]
    public async Task A_crawl_that_a_stop_cuts_off_is_taken_up_again()
    {
        var isAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        site.Pages["/slow"] = async context =>
        {
            if (!isAsked.TrySetResult()) await WebSite.WriteAsync(context, "<p>The second time it came at once.</p>");
            else await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        };
        await using var first = await ProductHost.StartAsync(MarketFixture.WithoutDemo() with { Replace = fixture.Web.Use });
        var clone = await CreatorClone.MakeAsync(first.Client, "Dr. John Expert");
        var added = await clone.PostAsync("/knowledge/url", new { url = $"http://{Site}/slow", title = "Slow" });
        await isAsked.Task;

        await first.StopAsync();
        await using var next = await ProductHost.StartAsync(MarketFixture.WithoutDemo() with { Replace = fixture.Web.Use }, first.DataFolder);

        var again = new CreatorClone(next.Client, clone.Owner, clone.Id);
        var document = await again.FinishedAsync(added.Json.GetProperty("document_id").GetGuid());
        Assert.Equal("completed", document.GetProperty("processing_status").GetString());
    }

    [Fact]
    public async Task Text_from_the_web_counts_in_the_quota_and_goes_with_its_document()
    {
        site.Page("/", "<p>Some text of the web.</p>");
        var document = await AddAsync(new { url = $"http://{Site}/" });
        Assert.True(document.GetProperty("file_size").GetInt64() > 20);

        await clone.DeleteAsync($"/documents/{document.GetProperty("id").GetGuid()}");

        Assert.Empty(await clone.SearchAsync("text of the web", threshold: 0));
        Assert.DoesNotContain(Directory.EnumerateFiles(fixture.Host.DataFolder, "*", SearchOption.AllDirectories), file => file.Contains(document.GetProperty("id").GetGuid().ToString("N"), StringComparison.Ordinal));
    }

    private async Task<System.Text.Json.JsonElement> AddAsync(object body)
    {
        var added = await clone.PostAsync("/knowledge/url", body);
        Assert.Equal(200, added.Status);
        return await clone.FinishedAsync(added.Json.GetProperty("document_id").GetGuid());
    }
}
