namespace WebFront.Tests.Marketplace.Clones;

public sealed class KnowledgeSearchTests(MarketFixture market) : IClassFixture<MarketFixture>
{
    [Fact]
    public async Task The_documented_examples_work()
    {
        var clone = await market.NewCloneAsync();
        var added = await clone.PostAsync("/knowledge/text", new
        {
            title = "Strategy Guide",
            content = "To develop a business strategy, first name the goal, then the market, then what you will not do.",
            category = "strategy",
            tags = new[] { "planning", "analysis" },
        });
        await clone.FinishedAsync(added.Json.GetProperty("document_id").GetGuid());

        var found = await clone.PostAsync(
            "/knowledge/search", new { query = "How to develop a business strategy?", limit = 10, similarity_threshold = 0.7, include_metadata = true });

        Assert.Equal(200, found.Status);
        var result = Assert.Single(found.Json.GetProperty("results").EnumerateArray());
        Assert.NotEqual(Guid.Empty, result.GetProperty("chunk_id").GetGuid());
        Assert.InRange(result.GetProperty("similarity_score").GetDouble(), 0.7, 1.0);
        Assert.Equal("Strategy Guide", result.GetProperty("source").GetProperty("document_title").GetString());
        Assert.Equal("strategy", result.GetProperty("metadata").GetProperty("category").GetString());
        Assert.Equal(["planning", "analysis"], result.GetProperty("metadata").GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal(1, found.Json.GetProperty("total_results").GetInt32());
        Assert.True(found.Json.GetProperty("query_time_ms").GetDouble() >= 0);
    }

    [Fact]
    public async Task Metadata_and_threshold_are_as_asked_for()
    {
        var clone = await market.NewCloneAsync();
        await clone.TeachAsync("Notes", "The spare anchor is kept in the starboard locker.", "boats");

        var without = await clone.PostAsync("/knowledge/search", new { query = "Where is the spare anchor?", similarity_threshold = 0.2, include_metadata = false });
        var strict = await clone.PostAsync("/knowledge/search", new { query = "Where is some anchor, or a rope?", similarity_threshold = 1.0 });

        Assert.False(Assert.Single(without.Json.GetProperty("results").EnumerateArray()).TryGetProperty("metadata", out _));
        Assert.Equal(0, strict.Json.GetProperty("total_results").GetInt32());
    }

    [Fact]
    public async Task The_last_change_is_told_once_there_was_one()
    {
        var clone = await market.NewCloneAsync();
        var none = (await clone.GetAsync("/knowledge/stats")).Json;
        await clone.TeachAsync("One", "Text about strategy.", "Strategy");
        var one = (await clone.GetAsync("/knowledge/stats")).Json;

        Assert.Equal(System.Text.Json.JsonValueKind.Null, none.GetProperty("last_updated").ValueKind);
        Assert.Equal(0, none.GetProperty("total_documents").GetInt32());
        Assert.Empty(none.GetProperty("categories").EnumerateObject());
        Assert.True(one.GetProperty("last_updated").GetDateTimeOffset() <= DateTimeOffset.UtcNow);
        Assert.True(one.GetProperty("storage_used_mb").GetDouble() >= 0);
    }

    [Fact]
    public async Task A_deleted_document_is_found_no_more()
    {
        var clone = await market.NewCloneAsync();
        var document = await clone.TeachAsync("Notes", "The spare anchor is kept in the starboard locker.");
        Assert.NotEmpty(await clone.SearchAsync("Where is the spare anchor?"));

        var deleted = await clone.DeleteAsync($"/documents/{document}");

        Assert.Equal(204, deleted.Status);
        Assert.Empty(await clone.SearchAsync("Where is the spare anchor?", threshold: 0));
        Assert.Equal(404, (await clone.GetAsync($"/documents/{document}")).Status);
    }

    [Fact]
    public async Task A_search_sees_the_clone_of_its_path_only()
    {
        var mine = await market.NewCloneAsync();
        var other = await market.NewCloneAsync();
        await other.TeachAsync("Secret", "The treasure lies under the old oak.");

        var answer = await mine.PostAsync(
            "/knowledge/search",
            new { query = "Where is the treasure?", similarity_threshold = 0, clone_id = other.Id, clone_ids = new[] { other.Id }, collection = other.Id });

        Assert.Equal(0, answer.Json.GetProperty("total_results").GetInt32());
    }

    [Fact]
    public async Task A_question_about_something_else_finds_nothing_at_the_default_threshold()
    {
        var clone = await market.NewCloneAsync();
        await clone.TeachAsync("Notes", "The spare anchor is kept in the starboard locker. Sails are dried before they are folded.");

        Assert.Empty(await clone.SearchAsync("What is the capital of Mongolia?"));
    }

    [Theory]
    [InlineData("""{}""", "query")]
    [InlineData("""{"query":""}""", "query")]
    [InlineData("""{"query":["a"]}""", "query")]
    [InlineData("""{"query":"a","limit":0}""", "limit")]
    [InlineData("""{"query":"a","limit":101}""", "limit")]
    [InlineData("""{"query":"a","similarity_threshold":1.1}""", "similarity_threshold")]
    [InlineData("""{"query":"a","similarity_threshold":1e999}""", "similarity_threshold")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var clone = await market.NewCloneAsync();

        var answer = await market.Client.PostTextAsync($"{clone.Path}/knowledge/search", body, token: clone.Owner.AccessToken);

        Assert.Equal(400, answer.Status);
        Assert.Equal(field, answer.ErrorField);
    }

    [Theory]
    [InlineData("""{"content":"c"}""", "title")]
    [InlineData("""{"title":"t"}""", "content")]
    [InlineData("""{"title":"t","content":"  "}""", "content")]
    [InlineData("""{"title":"t","content":"c","tags":"x"}""", "tags")]
    [InlineData("""{"title":"t","content":"c","tags":[null]}""", "tags")]
    public async Task Wrong_text_is_named(string body, string field)
    {
        var clone = await market.NewCloneAsync();

        var answer = await market.Client.PostTextAsync($"{clone.Path}/knowledge/text", body, token: clone.Owner.AccessToken);

        Assert.Equal(400, answer.Status);
        Assert.Equal(field, answer.ErrorField);
    }

    [Fact]
    public async Task The_statistics_count_chunks_by_category()
    {
        var clone = await market.NewCloneAsync();
        await clone.TeachAsync("One", "Text about strategy.", "Strategy");
        await clone.TeachAsync("Two", "Text about nothing in particular.");

        var stats = (await clone.GetAsync("/knowledge/stats")).Json;

        Assert.Equal(
            ["total_documents", "total_chunks", "storage_used_mb", "processing_queue", "last_updated", "categories"],
            stats.EnumerateObject().Select(member => member.Name));
        Assert.Equal(2, stats.GetProperty("total_documents").GetInt32());
        Assert.Equal(2, stats.GetProperty("total_chunks").GetInt32());
        Assert.Equal(0, stats.GetProperty("processing_queue").GetInt32());
        Assert.Equal(1, stats.GetProperty("categories").GetProperty("strategy").GetInt32());
        Assert.Equal(1, stats.GetProperty("categories").GetProperty("other").GetInt32());
    }
}
