using Grains.Testing;

namespace WebFront.Tests.Marketplace.Clones;

/// <summary>Somebody else's clone is answered like one that never was, whatever is asked of it.</summary>
public sealed class CloneOwnershipTests(MarketFixture market) : IClassFixture<MarketFixture>
{
    public static TheoryData<string, string, string?> Calls => new()
    {
        { "GET", "", null },
        { "PUT", "", """{"name":"Taken over"}""" },
        { "DELETE", "", null },
        { "POST", "/publish", null },
        { "POST", "/unpublish", null },
        { "GET", "/documents", null },
        { "GET", "/documents/{doc}", null },
        { "GET", "/documents/{doc}/file", null },
        { "DELETE", "/documents/{doc}", null },
        { "POST", "/knowledge/text", """{"title":"t","content":"c"}""" },
        { "POST", "/knowledge/search", """{"query":"anchor"}""" },
        { "GET", "/knowledge/stats", null },
        { "GET", "/rag/config", null },
        { "PUT", "/rag/config", """{"chunk_size":500}""" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_foreign_clone_is_answered_like_an_unknown_one(string method, string below, string? body)
    {
        var clone = await market.NewCloneAsync();
        await clone.PostAsync("/publish");
        var document = await clone.TeachAsync("Notes", "The anchor is in the locker.");
        var stranger = await market.Client.NewUserAsync("creator");
        below = below.Replace("{doc}", document.ToString(), StringComparison.Ordinal);

        var foreign = await SendAsync(clone.Id, stranger, method, below, body);
        var unknown = await SendAsync(Guid.NewGuid(), stranger, method, below, body);

        Assert.Equal(404, foreign.Status);
        Assert.Equal(404, unknown.Status);
        Assert.Equal(unknown.Error.GetProperty("message").GetString(), foreign.Error.GetProperty("message").GetString());
        Assert.Equal(200, (await clone.GetAsync($"/documents/{document}")).Status);
    }

    [Fact]
    public async Task A_foreign_upload_is_refused_before_it_is_read()
    {
        var clone = await market.NewCloneAsync();
        var stranger = new CreatorClone(market.Client, await market.Client.NewUserAsync("creator"), clone.Id);

        var answer = await stranger.UploadAsync("notes.txt", "Text.");

        Assert.Equal(404, answer.Status);
        Assert.Equal(0, (await clone.GetAsync("/documents")).Json.GetProperty("total_documents").GetInt32());
    }

    [Fact]
    public async Task A_document_is_not_found_under_another_clone_of_its_owner()
    {
        var first = await market.NewCloneAsync();
        var document = await first.TeachAsync("Notes", "The anchor is in the locker.");
        var made = await market.Client.PostAsync("/api/v1/clones", new { name = "Second", base_price = 1 }, first.Owner.AccessToken);
        var second = new CreatorClone(market.Client, first.Owner, made.Json.GetProperty("clone_id").GetGuid());

        Assert.Equal(404, (await second.GetAsync($"/documents/{document}")).Status);
        Assert.Equal(404, (await second.GetAsync($"/documents/{document}/file")).Status);
        Assert.Equal(404, (await second.DeleteAsync($"/documents/{document}")).Status);
        Assert.Equal(200, (await first.GetAsync($"/documents/{document}")).Status);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/documents")]
    [InlineData("POST", "/knowledge/search")]
    [InlineData("PUT", "/rag/config")]
    public async Task Nobody_gets_in_without_a_token(string method, string below)
    {
        var answer = await market.Client.SendAsync(new HttpMethod(method), $"/api/v1/clones/{Guid.NewGuid()}{below}", null);

        Assert.Equal(401, answer.Status);
        Assert.Equal("AUTHENTICATION_REQUIRED", answer.ErrorCode);
    }

    [Theory]
    [InlineData("not-a-uuid")]
    [InlineData("..%2f..%2fetc")]
    [InlineData("%00")]
    public async Task A_malformed_id_is_not_found(string id)
    {
        var user = await market.Client.NewUserAsync();

        var answer = await market.Client.GetAsync($"/api/v1/clones/{id}", user.AccessToken);

        Assert.InRange(answer.Status, 400, 404);
        Assert.NotNull(answer.ErrorCode);
    }

    private Task<Answer> SendAsync(Guid clone, SignedInUser caller, string method, string below, string? body) =>
        market.Client.SendRawAsync(
            new HttpMethod(method),
            $"/api/v1/clones/{clone}{below}",
            body is null ? null : System.Text.Encoding.UTF8.GetBytes(body),
            "application/json",
            caller.AccessToken);
}
