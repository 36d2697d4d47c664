using Grains.Testing;

namespace WebFront.Tests.Marketplace.Clones;

public sealed class UploadLimitTests : IAsyncLifetime
{
    private ProductHost? host;

    public async Task InitializeAsync() => host = await ProductHost.StartAsync(
        MarketFixture.WithoutDemo(("Knowledge:MaxFileBytes", "1000"), ("Knowledge:MaxDocuments", "2")));

    public async Task DisposeAsync() => await host!.DisposeAsync();

    [Fact]
    public async Task A_file_that_says_it_is_too_long_is_refused_before_it_is_sent()
    {
        var clone = await CreatorClone.MakeAsync(host!.Client, "Clone");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[5 << 20]), "file", "long.txt" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{clone.Path}/documents", UriKind.Relative)) { Content = form };
        request.Headers.Authorization = new("Bearer", clone.Owner.AccessToken);
        request.Headers.ExpectContinue = true;

        var answer = await host.Client.SendAsync(request);

        Assert.Equal(413, answer.Status);
        Assert.Equal("PAYLOAD_TOO_LARGE", answer.ErrorCode);
    }

    [Fact]
    public async Task A_file_of_one_byte_too_many_is_refused_and_leaves_nothing()
    {
        var clone = await CreatorClone.MakeAsync(host!.Client, "Clone");

        var fits = await clone.UploadAsync("fits.txt", new string('a', 1000));
        var tooLong = await clone.UploadAsync("long.txt", new string('a', 1001));

        Assert.Equal(200, fits.Status);
        Assert.Equal(413, tooLong.Status);
        Assert.Equal(1, (await clone.GetAsync("/documents")).Json.GetProperty("total_documents").GetInt32());
    }

    [Fact]
    public async Task An_account_keeps_so_many_documents_over_all_its_clones()
    {
        var first = await CreatorClone.MakeAsync(host!.Client, "First");
        var made = await host.Client.PostAsync("/api/v1/clones", new { name = "Second", base_price = 1 }, first.Owner.AccessToken);
        var second = new CreatorClone(host.Client, first.Owner, made.Json.GetProperty("clone_id").GetGuid());
        await first.TeachAsync("One", "Text one.");
        var document = await second.TeachAsync("Two", "Text two.");

        var refused = await first.PostAsync("/knowledge/text", new { title = "Three", content = "Text three." });
        await second.DeleteAsync($"/documents/{document}");
        var accepted = await first.PostAsync("/knowledge/text", new { title = "Three", content = "Text three." });

        Assert.Equal(409, refused.Status);
        Assert.Equal(200, accepted.Status);
    }

    [Fact]
    public async Task A_refused_upload_takes_from_no_limit()
    {
        await using var strict = await ProductHost.StartAsync(MarketFixture.WithoutDemo(("Limits:marketplace.uploads:Permits", "2"), ("Knowledge:MaxFileBytes", "1000")));
        var clone = await CreatorClone.MakeAsync(strict.Client, "Clone");

        var empty = await clone.UploadAsync("empty.txt", "");
        var unknown = await clone.UploadAsync("picture.png", "\u0089PNG");
        var tooLong = await clone.UploadAsync("long.txt", new string('a', 1001));
        var first = await clone.UploadAsync("first.txt", "The first.");
        var second = await clone.UploadAsync("second.txt", "The second.");
        var third = await clone.UploadAsync("third.txt", "The third.");

        Assert.Equal([400, 400, 413, 200, 200, 429], new[] { empty, unknown, tooLong, first, second, third }.Select(answer => answer.Status));
        Assert.Equal(["2", "2", "2", "1", "0"], new[] { empty, unknown, tooLong, first, second }.Select(answer => answer.Header("X-RateLimit-Remaining")));
    }

    [Fact]
    public async Task Controls_that_turn_a_name_around_are_no_part_of_its_label()
    {
        var clone = await CreatorClone.MakeAsync(host!.Client, "Clone");

        var uploaded = await clone.UploadAsync("report\u202Efdp\u2066.\u200Ftxt", "Some text.");
        var document = (await clone.GetAsync($"/documents/{uploaded.Json.GetProperty("document_id").GetGuid()}")).Json;

        Assert.Equal("reportfdp.txt", document.GetProperty("file_name").GetString());
        Assert.Equal("reportfdp", document.GetProperty("title").GetString());
    }
}
