namespace WebFront.Tests.Marketplace.Clones;

public sealed class RagConfigTests(MarketFixture market) : IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_new_clone_has_the_documented_settings()
    {
        var clone = await market.NewCloneAsync();

        var config = (await clone.GetAsync("/rag/config")).Json;

        Assert.Equal(
            ["chunk_size", "chunk_overlap", "similarity_threshold", "max_context_length", "embedding_model", "response_model", "temperature", "max_tokens"],
            config.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1000, config.GetProperty("chunk_size").GetInt32());
        Assert.Equal(0.3, config.GetProperty("similarity_threshold").GetDouble());
        Assert.Equal("embedded", config.GetProperty("embedding_model").GetString());
    }

    [Fact]
    public async Task A_part_of_the_settings_can_be_changed()
    {
        var clone = await market.NewCloneAsync();

        var changed = await clone.PutAsync("/rag/config", new { temperature = 0.2, response_model = "default" });

        Assert.Equal(200, changed.Status);
        var config = (await clone.GetAsync("/rag/config")).Json;
        Assert.Equal(0.2, config.GetProperty("temperature").GetDouble());
        Assert.Equal("default", config.GetProperty("response_model").GetString());
        Assert.Equal(1000, config.GetProperty("chunk_size").GetInt32());
    }

    [Fact]
    public async Task Smaller_chunks_cut_what_is_there_anew()
    {
        var clone = await market.NewCloneAsync();
        var sentences = Enumerable.Range(1, 40).Select(number => $"Sentence number {number} speaks of the harbour and its boats.");
        var document = await clone.TeachAsync("Harbour", string.Join(' ', sentences));
        var before = (await clone.GetAsync($"/documents/{document}")).Json.GetProperty("chunks_count").GetInt32();

        await clone.PutAsync("/rag/config", new { chunk_size = 200, chunk_overlap = 0 });

        var after = await clone.FinishedAsync(document);
        Assert.Equal("completed", after.GetProperty("processing_status").GetString());
        Assert.True(after.GetProperty("chunks_count").GetInt32() > before * 3);
        Assert.All(await clone.SearchAsync("harbour boats"), hit => Assert.True(hit.GetProperty("content").GetString()!.Length <= 200));
    }

    [Theory]
    [InlineData("response_model", "gpt-9000", "default, embedded")]
    [InlineData("embedding_model", "text-embedding-9-huge", "default, embedded")]
    public async Task A_model_that_is_not_configured_is_refused_and_those_that_are_are_named(string field, string model, string known)
    {
        var clone = await market.NewCloneAsync();

        var answer = await clone.PutAsync("/rag/config", new Dictionary<string, object> { [field] = model });

        Assert.Equal((400, field), (answer.Status, answer.ErrorField));
        Assert.Contains(known, answer.Text, StringComparison.Ordinal);
        Assert.NotEqual(model, (await clone.GetAsync("/rag/config")).Json.GetProperty(field).GetString());
    }

    [Fact]
    public async Task The_whole_configuration_can_be_sent_back()
    {
        var clone = await market.NewCloneAsync();
        var config = (await clone.GetAsync("/rag/config")).Json;

        var answer = await clone.PutAsync("/rag/config", config);

        Assert.Equal(200, answer.Status);
        Assert.Equal(config.ToString(), answer.Json.ToString());
    }

    [Fact]
    public async Task An_overlap_repeats_sentences()
    {
        var clone = await market.NewCloneAsync();
        var sentences = Enumerable.Range(1, 30).Select(number => $"Berth {number} is for boats of the {number}th class.");
        await clone.PutAsync("/rag/config", new { chunk_size = 200, chunk_overlap = 0, similarity_threshold = 0 });
        var document = await clone.TeachAsync("Berths", string.Join(' ', sentences));
        async Task<int> LengthAsync() =>
            (await clone.PostAsync("/knowledge/search", new { query = "boats berth class", limit = 100 })).Json.GetProperty("results")
            .EnumerateArray().Sum(hit => hit.GetProperty("content").GetString()!.Length);
        var without = await LengthAsync();

        await clone.PutAsync("/rag/config", new { chunk_overlap = 100 });
        await clone.FinishedAsync(document);

        Assert.True(await LengthAsync() > without * 1.2);
    }

    [Theory]
    [InlineData("""{"chunk_size":99}""", "chunk_size")]
    [InlineData("""{"chunk_size":8001}""", "chunk_size")]
    [InlineData("""{"chunk_size":100.5}""", "chunk_size")]
    [InlineData("""{"chunk_overlap":501}""", "chunk_overlap")]
    [InlineData("""{"similarity_threshold":-0.1}""", "similarity_threshold")]
    [InlineData("""{"max_context_length":1}""", "max_context_length")]
    [InlineData("""{"embedding_model":""}""", "embedding_model")]
    [InlineData("""{"temperature":2.1}""", "temperature")]
    [InlineData("""{"temperature":1e999}""", "temperature")]
    [InlineData("""{"max_tokens":0}""", "max_tokens")]
    public async Task A_value_out_of_range_is_named_and_nothing_changes(string body, string field)
    {
        var clone = await market.NewCloneAsync();
        var before = (await clone.GetAsync("/rag/config")).Text;

        var answer = await market.Client.SendRawAsync(
            HttpMethod.Put, $"{clone.Path}/rag/config", System.Text.Encoding.UTF8.GetBytes(body), "application/json", clone.Owner.AccessToken);

        Assert.Equal(400, answer.Status);
        Assert.Equal(field, answer.ErrorField);
        Assert.Equal(before, (await clone.GetAsync("/rag/config")).Text);
    }
}
