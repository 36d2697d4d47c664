using Grains.Testing;

namespace WebFront.Tests.Marketplace.Sessions;

public sealed class RateSessionTests
{
    [Fact]
    public async Task The_last_rating_holds_also_after_the_end()
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 1, 1, 10, 0, 0, TimeSpan.Zero));
        await using var story = await ChatStory.BeginAsync(clock: clock);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "When is honey harvested?");

        var first = await RateAsync(story, user, session, new { rating = 3, comment = " Fine. " });
        await EndAsync(story, user, session);
        var second = await RateAsync(story, user, session, new { rating = 5 });
        var repeated = await RateAsync(story, user, session, new { rating = 5 });
        var third = await RateAsync(story, user, session, new { rating = 4, comment = "" });

        Assert.Equal(200, first.Status);
        Assert.Equal(3, first.Json.GetProperty("rating").GetInt32());
        Assert.Equal("Fine.", first.Json.GetProperty("comment").GetString());
        Assert.Equal((5, "Fine."), (second.Json.GetProperty("rating").GetInt32(), second.Json.GetProperty("comment").GetString()));
        Assert.Equal(second.Text, repeated.Text);
        Assert.Equal(4, third.Json.GetProperty("rating").GetInt32());
        Assert.False(third.Json.TryGetProperty("comment", out var gone) && gone.ValueKind != System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task There_must_be_something_to_rate()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var early = await RateAsync(story, user, session, new { rating = 5 });
        await EndAsync(story, user, session);
        var late = await RateAsync(story, user, session, new { rating = 1, comment = "Nothing came of it." });

        Assert.Equal(409, early.Status);
        Assert.Equal(200, late.Status);
    }

    [Fact]
    public async Task Only_its_owner_rates_a_session()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await EndAsync(story, user, session);

        foreach (var stranger in new[] { await story.NewUserAsync(), story.Creator })
            Assert.Equal(404, (await RateAsync(story, stranger, session, new { rating = 1 })).Status);
        Assert.Equal(404, (await RateAsync(story, user, Guid.NewGuid(), new { rating = 1 })).Status);
    }

    [Fact]
    public async Task A_rating_is_a_whole_number_from_one_to_five_with_a_short_comment()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await EndAsync(story, user, session);

        await AssertInvalidAsync(new { rating = 0 }, "rating");
        await AssertInvalidAsync(new { rating = 6 }, "rating");
        await AssertInvalidAsync(new { rating = 4.5 }, "rating");
        await AssertInvalidAsync(new { comment = "Good." }, "rating");
        await AssertInvalidAsync(new { rating = 4, comment = new string('x', 2_001) }, "comment");

        async Task AssertInvalidAsync(object body, string field)
        {
            var answer = await RateAsync(story, user, session, body);
            Assert.Equal((400, field), (answer.Status, answer.ErrorField));
        }
    }

    [Fact]
    public async Task The_end_asks_for_a_rating_until_there_is_one()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "When is honey harvested?");

        var ended = await EndAsync(story, user, session);
        await RateAsync(story, user, session, new { rating = 5 });
        var again = await EndAsync(story, user, session);

        Assert.True(ended.Json.GetProperty("rating_requested").GetBoolean());
        Assert.False(again.Json.GetProperty("rating_requested").GetBoolean());
    }

    private static Task<Answer> RateAsync(ChatStory story, SignedInUser user, Guid session, object body) =>
        story.Client.PostAsync($"/api/v1/sessions/{session}/rating", body, user.AccessToken);

    private static Task<Answer> EndAsync(ChatStory story, SignedInUser user, Guid session) =>
        story.Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken);
}
