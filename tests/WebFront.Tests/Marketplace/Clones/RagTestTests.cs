using Grains.Chat.Models;
using WebFront.Tests.Marketplace.Sessions;

namespace WebFront.Tests.Marketplace.Clones;

public sealed class RagTestTests(MarketFixture market) : IClassFixture<MarketFixture>
{
    private const string Guide = "The key elements of strategic planning are the goal, the market and the means. A plan is revised each spring.";

    [Fact]
    public async Task The_documented_example_works_with_times_that_add_up()
    {
        var clone = await market.NewCloneAsync();
        await clone.TeachAsync("Strategy Guide", Guide);

        var answer = await clone.PostAsync("/rag/test", new { test_query = "What are the key elements of strategic planning?", debug_mode = true });

        Assert.Equal(200, answer.Status);
        Assert.Equal(["response", "debug_info", "retrieved_chunks"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Contains("goal, the market and the means", answer.Json.GetProperty("response").GetString(), StringComparison.Ordinal);
        var debug = answer.Json.GetProperty("debug_info");
        Assert.Equal(
            ["retrieved_chunks", "processing_time_ms", "embedding_time_ms", "search_time_ms", "generation_time_ms", "context_length", "sources_used"],
            debug.EnumerateObject().Take(7).Select(member => member.Name));
        double Ms(string name) => debug.GetProperty(name).GetDouble();
        Assert.True(Ms("generation_time_ms") > 0);
        Assert.True(Ms("processing_time_ms") + 0.2 >= Ms("embedding_time_ms") + Ms("search_time_ms") + Ms("generation_time_ms"));
        Assert.Equal((1, Guide.Length), (debug.GetProperty("retrieved_chunks").GetInt32(), debug.GetProperty("context_length").GetInt32()));
        Assert.Equal(["Strategy Guide"], debug.GetProperty("sources_used").EnumerateArray().Select(title => title.GetString()));
        var chunk = Assert.Single(answer.Json.GetProperty("retrieved_chunks").EnumerateArray());
        Assert.Equal((Guide, "Strategy Guide"), (chunk.GetProperty("content").GetString(), chunk.GetProperty("source").GetString()));
        Assert.InRange(chunk.GetProperty("similarity_score").GetDouble(), 0.3, 1);
    }

    [Theory]
    [InlineData("""{"test_query":"What is planned?"}""")]
    [InlineData("""{"test_query":"What is planned?","debug_mode":false}""")]
    public async Task Without_debug_mode_there_is_no_debug_info(string body)
    {
        var clone = await market.NewCloneAsync();

        var answer = await market.Client.PostTextAsync($"{clone.Path}/rag/test", body, token: clone.Owner.AccessToken);

        Assert.Equal(["response", "retrieved_chunks"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.NotEmpty(answer.Json.GetProperty("response").GetString()!);
    }

    [Theory]
    [InlineData("""{}""", "test_query")]
    [InlineData("""{"test_query":"  "}""", "test_query")]
    [InlineData("""{"test_query":1}""", "test_query")]
    [InlineData("""{"test_query":"a","debug_mode":"yes"}""", "debug_mode")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var clone = await market.NewCloneAsync();

        var answer = await market.Client.PostTextAsync($"{clone.Path}/rag/test", body, token: clone.Owner.AccessToken);

        Assert.Equal((400, field), (answer.Status, answer.ErrorField));
    }

    [Fact]
    public async Task Only_the_owner_tests_even_a_published_clone()
    {
        var clone = await market.NewCloneAsync();
        await clone.PostAsync("/publish");
        var other = await market.Client.NewUserAsync("creator");

        var answer = await market.Client.PostAsync($"{clone.Path}/rag/test", new { test_query = "What?" }, other.AccessToken);

        Assert.Equal(404, answer.Status);
    }

    [Fact]
    public async Task A_test_costs_nothing_and_has_a_limit_of_its_own()
    {
        await using var story = await ChatStory.BeginAsync(settings: ("Limits:marketplace.rag-tests:Permits", "2"));
        var before = await story.BalanceAsync(story.Creator);
        Task<Grains.Testing.Answer> TestAsync() =>
            story.Client.PostAsync($"/api/v1/clones/{story.CloneId}/rag/test", new { test_query = "How long is an inspection?" }, story.Creator.AccessToken);

        var answers = new[] { await TestAsync(), await TestAsync(), await TestAsync() };

        Assert.Equal([200, 200, 429], answers.Select(answer => answer.Status));
        Assert.Equal(before, await story.BalanceAsync(story.Creator));
    }

    [Fact]
    public async Task A_model_that_fails_is_told_as_unavailable()
    {
        var model = new ScriptedAnswerer { Failure = new ModelFailedException(ModelFailures.Unavailable, "The model is not there.") };
        await using var story = await ChatStory.BeginAsync(model);

        var answer = await story.Client.PostAsync($"/api/v1/clones/{story.CloneId}/rag/test", new { test_query = "What?" }, story.Creator.AccessToken);

        Assert.Equal(503, answer.Status);
    }

    [Fact]
    public async Task Every_setting_reaches_the_model()
    {
        var model = new ScriptedAnswerer();
        await using var story = await ChatStory.BeginAsync(model);
        var path = $"/api/v1/clones/{story.CloneId}";
        async Task<AnswerRequest> AskAsync(object config)
        {
            Assert.Equal(200, (await story.Client.PutAsync($"{path}/rag/config", config, story.Creator.AccessToken)).Status);
            var tested = await story.Client.PostAsync($"{path}/rag/test", new { test_query = "How long is an inspection of the hive?" }, story.Creator.AccessToken);
            Assert.Equal(200, tested.Status);
            return model.LastRequest!;
        }

        var all = await AskAsync(new { temperature = 0.1, max_tokens = 77, response_model = "scripted", similarity_threshold = 0.1 });
        var strict = await AskAsync(new { similarity_threshold = 1.0 });

        Assert.Equal(("scripted", 0.1, 77), (all.Model, all.Temperature, all.MaxTokens));
        Assert.NotEmpty(all.Passages);
        Assert.Empty(strict.Passages);
    }

    [Fact]
    public async Task The_context_length_bounds_what_the_model_is_given()
    {
        var model = new ScriptedAnswerer();
        await using var story = await ChatStory.BeginAsync(model);
        var path = $"/api/v1/clones/{story.CloneId}";
        var sentences = Enumerable.Range(1, 60).Select(number => $"Rule {number} says that the smoker is filled with dry grass before the hive is opened.");
        await story.Client.PostAsync($"{path}/knowledge/text", new { title = "Rules", content = string.Join(' ', sentences) }, story.Creator.AccessToken);
        while ((await story.Client.GetAsync($"{path}/knowledge/stats", story.Creator.AccessToken)).Json.GetProperty("processing_queue").GetInt32() > 0) await Task.Yield();

        async Task<int> LengthAsync(int max)
        {
            await story.Client.PutAsync($"{path}/rag/config", new { max_context_length = max }, story.Creator.AccessToken);
            await story.Client.PostAsync($"{path}/rag/test", new { test_query = "What is the smoker filled with?" }, story.Creator.AccessToken);
            return model.LastRequest!.Passages.Sum(passage => passage.Text.Length);
        }

        Assert.InRange(await LengthAsync(2_000), 1, 2_000);
        Assert.InRange(await LengthAsync(8_000), 2_001, 8_000);
    }
}
