using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Grains.Exports;
using Grains.Knowledge;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;
using WebFront.Tests.Marketplace.Sessions;

namespace WebFront.Tests.Marketplace.Exports;

public sealed class ExportTests
{
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task A_session_is_exported_as_documented()
    {
        var clock = new ManualTimeProvider();
        await using var story = await ChatStory.BeginAsync(clock: clock);
        var user = await story.NewUserAsync();
        var session = await StartAsync(story, user);

        var made = await ExportAsync(story, user, session, new { format = "pdf", include_summary = true, include_transcript = true, include_sources = true });
        var file = await DownloadAsync(made, user);

        Assert.Equal(200, made.Status);
        var id = made.Json.GetProperty("export_id").GetGuid();
        Assert.Equal($"{story.Host.Address}exports/{id}/download", made.Json.GetProperty("download_url").GetString());
        Assert.Equal(clock.GetUtcNow().AddHours(2), made.Json.GetProperty("expires_at").GetDateTimeOffset());
        Assert.Equal(Math.Round(file.Content.Length / 1_048_576.0, 6), made.Json.GetProperty("file_size_mb").GetDouble());
        Assert.Equal("application/pdf", file.Type);
        Assert.Equal("session-dr-bee-2026-01-01.pdf", file.Name);
        Assert.Equal("nosniff", file.Sniff);
        var read = story.Host.Services.GetRequiredService<IDocumentReader>().Read(file.Content, DocumentKind.Pdf, CancellationToken.None);
        var text = string.Join('\n', read.Blocks.Select(block => block.Text));
        Assert.Equal("Session with Dr. Bee", read.Title);
        AssertInOrder(text, "Session with Dr. Bee", "Summary", "Key insights", "Sources", "Transcript", "When is honey harvested?", "July", "Sources: The hive");
    }

    [Theory]
    [InlineData("txt", "text/plain")]
    [InlineData("json", "application/json")]
    public async Task Other_formats_hold_what_is_wanted_and_no_more(string format, string type)
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await StartAsync(story, user);
        await story.Client.PostAsync($"/api/v1/sessions/{session}/summarize", new { }, user.AccessToken);
        await story.Client.PutAsync($"/api/v1/sessions/{session}/summary", new { user_notes = "A note of mine", private_notes = "A secret of mine" }, user.AccessToken);

        var all = await DownloadAsync(await ExportAsync(story, user, session, new { format }), user);
        var bare = await DownloadAsync(await ExportAsync(story, user, session, new { format, include_summary = false, include_sources = false }), user);
        var summary = await DownloadAsync(await ExportAsync(story, user, session, new { format, include_transcript = false }), user);

        Assert.Equal(type, all.Type);
        Assert.Contains("When is honey harvested?", all.Text, StringComparison.Ordinal);
        Assert.Contains("A note of mine", all.Text, StringComparison.Ordinal);
        Assert.Contains("The hive", all.Text, StringComparison.Ordinal);
        Assert.Contains("When is honey harvested?", bare.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A note of mine", bare.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(format == "json" ? "\"sources\"" : "Sources: ", bare.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("When is honey harvested?", summary.Text, StringComparison.Ordinal);
        Assert.All([all, bare, summary], file => Assert.DoesNotContain("A secret of mine", file.Text, StringComparison.Ordinal));
        if (format == "json") Assert.Equal(2, JsonSerializer.Deserialize<JsonElement>(all.Text).GetProperty("transcript").GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task Only_its_owner_downloads_it()
    {
        await using var story = await ChatStory.BeginAsync();
        var (user, stranger) = (await story.NewUserAsync(), await story.NewUserAsync());
        var session = await StartAsync(story, user);
        var made = await ExportAsync(story, user, session, new { format = "txt" });
        var path = new Uri(made.Json.GetProperty("download_url").GetString()!).AbsolutePath;

        var nobody = await story.Client.GetAsync(path);
        var other = await story.Client.GetAsync(path, stranger.AccessToken);
        var none = await story.Client.GetAsync($"/exports/{Guid.NewGuid()}/download", user.AccessToken);
        var prefixed = await story.Client.GetAsync("/api/v1" + path, user.AccessToken);
        var foreign = await ExportAsync(story, stranger, session, new { format = "txt" });

        Assert.Equal(401, nobody.Status);
        Assert.Equal(404, other.Status);
        Assert.Equal("NOT_FOUND", other.ErrorCode);
        Assert.Equal(404, none.Status);
        Assert.Equal(200, prefixed.Status);
        Assert.Equal(404, foreign.Status);
    }

    [Fact]
    public async Task An_export_expires_and_its_file_is_removed()
    {
        var clock = new ManualTimeProvider();
        await using var story = await ChatStory.BeginAsync(clock: clock, settings: ("Exports:Lifetime", "00:10:00"));
        var user = await story.NewUserAsync();
        var session = await StartAsync(story, user);
        var made = await ExportAsync(story, user, session, new { format = "txt" });
        var id = made.Json.GetProperty("export_id").GetGuid();
        var path = $"/exports/{id}/download";

        clock.Advance(TimeSpan.FromMinutes(9));
        var before = await story.Client.GetAsync(path, user.AccessToken);
        clock.Advance(TimeSpan.FromMinutes(1));
        var after = await story.Client.GetAsync(path, user.AccessToken);

        Assert.Equal(200, before.Status);
        Assert.Equal(404, after.Status);

        // Who sweeps does so in its own time: it goes on until it has.
        var files = story.Host.Services.GetRequiredService<IExportFiles>();
        while (await files.ReadAsync(id, CancellationToken.None) is not null) clock.Advance(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Erasing_a_user_removes_their_files()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await StartAsync(story, user);
        var made = await ExportAsync(story, user, session, new { format = "txt" });

        var erased = await story.Host.EraseAsync(user.Id, "exports");
        var gone = await story.Client.GetAsync(new Uri(made.Json.GetProperty("download_url").GetString()!).AbsolutePath, user.AccessToken);

        Assert.Equal(1, erased["exports"]);
        Assert.Equal(404, gone.Status);
    }

    [Fact]
    public async Task What_cannot_be_exported_says_why()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var format = await ExportAsync(story, user, session, new { format = "docx" });
        var missing = await ExportAsync(story, user, session, new { });
        var nothing = await ExportAsync(story, user, session, new { format = "pdf", include_summary = false, include_transcript = false });
        var empty = await ExportAsync(story, user, session, new { format = "pdf" });

        Assert.Equal("format", format.ErrorField);
        Assert.Equal("format", missing.ErrorField);
        Assert.Equal("include_transcript", nothing.ErrorField);
        Assert.Equal(200, empty.Status);
    }

    private static async Task<Guid> StartAsync(ChatStory story, SignedInUser user)
    {
        var session = await story.StartIdAsync(user);
        Assert.Equal(200, (await story.SendAsync(user, session, "When is honey harvested?")).Status);
        return session;
    }

    private static Task<Answer> ExportAsync(ChatStory story, SignedInUser user, Guid session, object wish) =>
        story.Client.PostAsync($"/api/v1/sessions/{session}/export", wish, user.AccessToken);

    private static async Task<Downloaded> DownloadAsync(Answer made, SignedInUser user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, made.Json.GetProperty("download_url").GetString());
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", user.AccessToken);
        using var response = await Http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode);
        return new Downloaded(
            await response.Content.ReadAsByteArrayAsync(),
            response.Content.Headers.ContentType!.MediaType!,
            response.Content.Headers.ContentDisposition!.FileName!,
            response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    private static void AssertInOrder(string text, params string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{part}' does not follow in: {text}");
            at = found + part.Length;
        }
    }

    private sealed record Downloaded(byte[] Content, string Type, string Name, string Sniff)
    {
        public string Text => Encoding.UTF8.GetString(Content);
    }
}
