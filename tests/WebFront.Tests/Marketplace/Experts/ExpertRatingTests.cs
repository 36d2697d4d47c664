using System.Text.Json;
using WebFront.Tests.Marketplace.Clones;

namespace WebFront.Tests.Marketplace.Experts;

public sealed class ExpertRatingTests(MarketFixture market) : IClassFixture<MarketFixture>
{
    private readonly ExpertStory story = new(market.Client);

    [Fact]
    public async Task Rating_and_sessions_are_those_of_real_sessions()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var expert = await story.PublishAsync(owner, "Expert");
        var (ann, bob) = (await market.Client.NewUserAsync(), await market.Client.NewUserAsync());
        Assert.Equal((0, 0, 0), Totals(await story.ProfileAsync(ann, expert)));

        await story.TalkAsync(ann, expert, 5);
        var second = await story.TalkAsync(bob, expert, 4);
        await story.TalkAsync(bob, expert);
        Assert.Equal((4.5, 2, 3), Totals(await story.ProfileAsync(ann, expert)));

        await story.RateAsync(bob, second, 1);
        Assert.Equal((3, 2, 3), Totals(await story.ProfileAsync(ann, expert)));
    }

    [Fact]
    public async Task Demos_count_as_nothing_and_nobody_rates_an_expert_of_their_own()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var expert = await story.PublishAsync(owner, "Expert");
        var user = await market.Client.NewUserAsync();

        await story.TalkAsync(user, expert, 1, "A demo", demo: true);
        await story.TalkAsync(owner, expert, 5, "I am great");

        var profile = await story.ProfileAsync(user, expert);
        Assert.Equal((0, 0, 1), Totals(profile));
        Assert.Empty(profile.GetProperty("reviews").EnumerateArray());
    }

    [Fact]
    public async Task Lists_are_filtered_and_ordered_by_rating_and_popularity()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var user = await market.Client.NewUserAsync();
        var category = $"Rated {Guid.NewGuid():N}";
        foreach (var (name, stars) in new (string, int[])[] { ("Three", [3, 3, 3]), ("Five", [5]), ("Four", [4, 4]), ("None", []) })
        {
            var expert = await story.PublishAsync(owner, name, category);
            foreach (var one in stars) await story.TalkAsync(user, expert, one);
        }

        Assert.Equal(["Five", "Four", "Three", "None"], await story.NamesAsync(user, $"?category={category}&sort=rating"));
        Assert.Equal(["None", "Three", "Four", "Five"], await story.NamesAsync(user, $"?category={category}&sort=rating&order=asc"));
        Assert.Equal(["Three", "Four", "Five", "None"], await story.NamesAsync(user, $"?category={category}&sort=popularity"));
        Assert.Equal(["Five", "Four"], await story.NamesAsync(user, $"?category={category}&sort=rating&rating_min=3.5"));
    }

    [Fact]
    public async Task Reviews_are_comments_newest_first_and_without_a_name_unless_it_was_chosen()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var expert = await story.PublishAsync(owner, "Expert");
        var (ann, bob) = (await market.Client.NewUserAsync(), await market.Client.NewUserAsync());
        await market.Client.PutAsync("/api/v1/users/profile", new { full_name = "Bob Miller" }, bob.AccessToken);

        await story.TalkAsync(ann, expert, 5, "Excellent session, very helpful");
        await story.TalkAsync(ann, expert, 2);
        var named = await story.TalkAsync(bob, expert, 4, "Good", showName: true);
        var shown = (await story.ProfileAsync(ann, expert)).GetProperty("reviews").EnumerateArray().ToList();

        Assert.Equal(
            [("Bob Miller", 4, "Good"), ("Anonymous", 5, "Excellent session, very helpful")],
            shown.Select(review => (Text(review, "user_name"), review.GetProperty("rating").GetInt32(), Text(review, "comment"))));
        Assert.Equal(["user_name", "rating", "comment", "date"], shown[0].EnumerateObject().Select(member => member.Name));

        await story.RateAsync(bob, named, 4, showName: false);
        Assert.Equal("Anonymous", Text((await story.ProfileAsync(ann, expert)).GetProperty("reviews")[0], "user_name"));
    }

    [Fact]
    public async Task A_profile_shows_the_newest_twenty_reviews()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var expert = await story.PublishAsync(owner, "Expert");
        var user = await market.Client.NewUserAsync();
        for (var number = 1; number <= 21; number++) await story.TalkAsync(user, expert, 5, $"Review {number}");

        var reviews = (await story.ProfileAsync(user, expert)).GetProperty("reviews");

        Assert.Equal(20, reviews.GetArrayLength());
        Assert.Equal("Review 21", Text(reviews[0], "comment"));
        Assert.Equal("Review 2", Text(reviews[19], "comment"));
    }

    [Fact]
    public async Task What_was_rated_is_kept_while_a_clone_is_not_published()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var expert = await story.PublishAsync(owner, "Expert");
        await story.TalkAsync(await market.Client.NewUserAsync(), expert, 5);

        await market.Client.PostAsync($"/api/v1/clones/{expert}/unpublish", null, owner.AccessToken);
        await market.Client.PutAsync($"/api/v1/clones/{expert}", new { name = "Renamed" }, owner.AccessToken);
        await market.Client.PostAsync($"/api/v1/clones/{expert}/publish", null, owner.AccessToken);

        Assert.Equal((5, 1, 1), Totals(await story.ProfileAsync(owner, expert)));
    }

    private static string? Text(JsonElement from, string member) => from.GetProperty(member).GetString();

    private static (double Rating, int Ratings, int Sessions) Totals(JsonElement expert) =>
        (expert.GetProperty("rating").GetDouble(), expert.GetProperty("total_ratings").GetInt32(), expert.GetProperty("total_sessions").GetInt32());
}
