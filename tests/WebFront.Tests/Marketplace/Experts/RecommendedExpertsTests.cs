using Grains.Testing;
using WebFront.Tests.Marketplace.Clones;

namespace WebFront.Tests.Marketplace.Experts;

/// <summary>Each test has a market of its own, since whom everybody is shown depends on all who are there.</summary>
public sealed class RecommendedExpertsTests : IAsyncLifetime
{
    private readonly MarketFixture market = new();
    private ExpertStory story = null!;

    public async Task InitializeAsync()
    {
        await market.InitializeAsync();
        story = new ExpertStory(market.Client);
    }

    public Task DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task Featured_are_the_best_rated_of_every_category_and_few_ratings_count_less_than_many()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var (ann, bob, eve) = (await market.Client.NewUserAsync(), await market.Client.NewUserAsync(), await market.Client.NewUserAsync());
        var often = await story.PublishAsync(owner, "Often good", "Legal");
        var once = await story.PublishAsync(owner, "Once excellent", "Legal");
        var bad = await story.PublishAsync(owner, "Bad", "Legal");
        await story.PublishAsync(owner, "New", "Finance");
        foreach (var user in new[] { ann, bob, eve }) await story.TalkAsync(user, often, 5);
        await story.TalkAsync(eve, often, 4);
        await story.TalkAsync(ann, once, 5);
        await story.TalkAsync(ann, bad, 1);

        Assert.Equal(["Often good", "Once excellent", "New", "Bad"], await story.NamesAsync(ann, "/featured"));
        Assert.Equal(["Often good"], await story.NamesAsync(ann, "/featured?limit=1"));
        Assert.Equal("limit", (await story.GetAsync(ann, "/featured?limit=51")).ErrorField);
    }

    [Fact]
    public async Task Somebody_new_is_recommended_what_all_are_shown()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var liked = await story.PublishAsync(owner, "Liked", "Legal");
        await story.PublishAsync(owner, "Unknown", "Finance");
        await story.TalkAsync(await market.Client.NewUserAsync(), liked, 5);
        await story.TalkAsync(await market.Client.NewUserAsync(), liked, 5);

        var answer = await story.GetAsync(await market.Client.NewUserAsync(), "/recommended");

        Assert.Equal(
            [("Liked", "popular", "Others rate this expert well"), ("Unknown", "popular", "Among the experts that others see first")],
            Reasons(answer));
        Assert.Empty(await story.NamesAsync(owner, "/recommended"));
    }

    [Fact]
    public async Task Recommended_are_experts_like_those_one_has_talked_with_and_they_themselves_last()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var user = await market.Client.NewUserAsync();
        var known = await story.PublishAsync(owner, "Known", "Legal", areas: ["Wills", "Estates"]);
        var minded = await story.PublishAsync(owner, "Minded", "Legal", areas: ["Wills"]);
        await story.PublishAsync(owner, "Same category", "Legal", areas: ["Contracts"]);
        await story.PublishAsync(owner, "Same expertise", "Finance", areas: ["estates", "Taxes"]);
        await story.PublishAsync(owner, "Both", "Legal", areas: ["Estates"]);
        var popular = await story.PublishAsync(owner, "Popular", "Technology", areas: ["Code"]);
        await story.TalkAsync(await market.Client.NewUserAsync(), popular, 5);

        await story.TalkAsync(user, known, 5);
        await story.TalkAsync(user, minded, 1);
        var answer = await story.GetAsync(user, "/recommended");

        Assert.Equal(
            [
                ("Both", "expertise", "Knows about Estates, as an expert you have talked with"),
                ("Same expertise", "expertise", "Knows about estates, as an expert you have talked with"),
                ("Same category", "category", "You have talked about Legal"),
                ("Popular", "popular", "Others rate this expert well"),
                ("Known", "known", "You have talked before"),
            ],
            Reasons(answer));
    }

    [Fact]
    public async Task What_one_wants_to_reach_is_a_reason_until_it_is_reached()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var user = await market.Client.NewUserAsync();
        await story.PublishAsync(owner, "Strategist", "Business", areas: ["International expansion"]);
        await story.PublishAsync(owner, "Lawyer", "Legal", areas: ["Wills"]);
        var goals = $"/api/v1/users/{user.Id}/goals";

        var goal = await market.Client.PostAsync(goals, new { goal = "International expansion", priority = "high" }, user.AccessToken);
        var before = Reasons(await story.GetAsync(user, "/recommended"));
        var reached = await market.Client.PutAsync($"{goals}/{goal.Json.GetProperty("goal_id").GetGuid()}", new { progress = "completed" }, user.AccessToken);
        var after = Reasons(await story.GetAsync(user, "/recommended"));

        Assert.Equal((200, 200), (goal.Status, reached.Status));
        Assert.Equal(("Strategist", "goal"), (before.First().Name, before.First().Code));
        Assert.All(after, expert => Assert.Equal("popular", expert.Code));
    }

    private static IEnumerable<(string? Name, string? Code, string? Reason)> Reasons(Answer answer)
    {
        Assert.Equal(200, answer.Status);
        return answer.Json.GetProperty("experts").EnumerateArray()
            .Select(expert => (expert.GetProperty("name").GetString(), expert.GetProperty("reason_code").GetString(), expert.GetProperty("reason").GetString()))
            .ToList();
    }
}
