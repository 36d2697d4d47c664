using System.Runtime.CompilerServices;
using Grains.Chat.Models;
using WebFront.Tests.Marketplace.Sessions;

namespace WebFront.Tests.Marketplace.Clones;

public sealed class RagMetricsTests
{
    private static readonly string[] Documented =
    [
        "retrieval_accuracy", "average_response_time_ms", "context_utilization", "source_diversity", "user_satisfaction", "total_queries",
        "successful_retrievals",
    ];

    [Fact]
    public async Task A_clone_without_sessions_has_zeroes()
    {
        await using var story = await ChatStory.BeginAsync();

        var metrics = await story.Client.GetAsync($"/api/v1/clones/{story.CloneId}/rag/metrics", story.Creator.AccessToken);

        Assert.Equal(200, metrics.Status);
        Assert.Equal(Documented, metrics.Json.EnumerateObject().Select(member => member.Name));
        Assert.All(metrics.Json.EnumerateObject(), member => Assert.Equal(0, member.Value.GetDouble()));
    }

    [Fact]
    public async Task Figures_are_those_of_a_scripted_history()
    {
        var model = new CitingAnswerer();
        await using var story = await ChatStory.BeginAsync(model);
        await TeachAsync(story, "Smoke", "The smoker is filled with dry grass. Smoke calms the bees of the hive.");
        await story.Client.PutAsync($"/api/v1/clones/{story.CloneId}/rag/config", new { similarity_threshold = 0.05 }, story.Creator.AccessToken);
        var (happy, unhappy) = (await story.NewUserAsync(), await story.NewUserAsync());
        var (good, bad) = (await story.StartIdAsync(happy), await story.StartIdAsync(unhappy));

        // Two documents are found for the first question, and one of them is cited; then both; then none.
        model.Cites = 1;
        await story.SendAsync(happy, good, "How is smoke blown into the hive?");
        model.Cites = 2;
        await story.SendAsync(happy, good, "How is smoke blown into the hive, and why?");
        model.Cites = 0;
        await story.SendAsync(happy, good, "What calms the bees of the hive: smoke?");
        await story.SendAsync(happy, good, "zzz xxx yyy");
        model.Cites = 1;
        await story.SendAsync(unhappy, bad, "Is smoke blown into the hive?");
        await RateAsync(story, happy, good, 5);
        await RateAsync(story, unhappy, bad, 2);

        var metrics = (await story.Client.GetAsync($"/api/v1/clones/{story.CloneId}/rag/metrics", story.Creator.AccessToken)).Json;

        double Figure(string name) => metrics.GetProperty(name).GetDouble();
        Assert.Equal((5, 4), (metrics.GetProperty("total_queries").GetInt32(), metrics.GetProperty("successful_retrievals").GetInt32()));
        Assert.Equal(0.5, Figure("retrieval_accuracy"));
        Assert.Equal((4, 2), (model.Used, model.Documents));
        Assert.Equal(Math.Round((double)model.Used / model.Given, 4), Figure("context_utilization"));
        Assert.Equal(Math.Round(model.Diversity, 4), Figure("source_diversity"));
        Assert.Equal(3.5, Figure("user_satisfaction"));
        Assert.True(Figure("average_response_time_ms") > 0);
    }

    [Fact]
    public async Task Only_the_owner_sees_them()
    {
        await using var story = await ChatStory.BeginAsync();
        var other = await story.NewUserAsync();

        Assert.Equal(404, (await story.Client.GetAsync($"/api/v1/clones/{story.CloneId}/rag/metrics", other.AccessToken)).Status);
    }

    private static async Task RateAsync(ChatStory story, Grains.Testing.SignedInUser user, Guid session, int rating)
    {
        var rated = await story.Client.PostAsync($"/api/v1/sessions/{session}/rating", new { rating }, user.AccessToken);
        Assert.True(rated.IsSuccess, rated.ToString());
    }

    private static async Task TeachAsync(ChatStory story, string title, string content)
    {
        var path = $"/api/v1/clones/{story.CloneId}/knowledge";
        await story.Client.PostAsync($"{path}/text", new { title, content }, story.Creator.AccessToken);
        while ((await story.Client.GetAsync($"{path}/stats", story.Creator.AccessToken)).Json.GetProperty("processing_queue").GetInt32() > 0) await Task.Yield();
    }

    /// <summary>Cites as many of its passages as the test says, and counts what it was given.</summary>
    private sealed class CitingAnswerer : IAnswerer
    {
        private readonly Dictionary<Guid, int> cited = [];

        public int Cites { get; set; }

        public int Given { get; private set; }

        public int Used { get; private set; }

        public int Documents => cited.Count;

        public double Diversity => 1 - cited.Values.Sum(count => Math.Pow(count / (double)cited.Values.Sum(), 2));

        public IReadOnlyList<string> ModelNames => ["default", "embedded"];

        public bool CanContinue(string model) => false;

        public int CountTokens(string text) => text.Length / 4;

        public async IAsyncEnumerable<AnswerChunk> AnswerAsync(AnswerRequest request, [EnumeratorCancellation] CancellationToken cancel)
        {
            await Task.Yield();
            Given += request.Passages.Count;
            var used = Enumerable.Range(0, Math.Min(Cites, request.Passages.Count)).ToArray();
            Used += used.Length;
            foreach (var document in used.Select(index => request.Passages[index].DocumentId).Distinct())
                cited[document] = cited.GetValueOrDefault(document) + 1;
            yield return new AnswerChunk("An answer.") { FinishReason = "stop", Usage = new AnswerUsage(1, 2), UsedPassages = used.Length > 0 ? used : null };
        }
    }
}
