using Grains.Testing;

namespace WebFront.Tests.Marketplace.Sessions;

public sealed class MemoryTests
{
    private static readonly object Example = new
    {
        key_points = new[]
        {
            "User is working on expanding their business internationally",
            "Particularly interested in European markets",
            "Has budget constraints for market research",
        },
        user_preferences = new { communication_style = "direct", preferred_examples = "tech industry", goals = new[] { "international expansion", "cost optimization" } },
        important_context = "User has 5 years experience in domestic market",
    };

    [Fact]
    public async Task Memory_is_stored_and_read_as_documented()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var stored = await StoreAsync(story, user, session, Example);
        var again = await StoreAsync(story, user, session, Example);
        var read = await story.GetAsync(user, session, "/memory");

        Assert.Equal(200, stored.Status);
        Assert.Equal(stored.Text, again.Text);
        Assert.Equal(stored.Text, read.Text);
        Assert.Equal(3, read.Json.GetProperty("key_points").GetArrayLength());
        Assert.Equal("direct", read.Json.GetProperty("user_preferences").GetProperty("communication_style").GetString());
        Assert.Equal(["international expansion", "cost optimization"], read.Json.GetProperty("user_preferences").GetProperty("goals").EnumerateArray().Select(goal => goal.GetString()));
        Assert.Equal("User has 5 years experience in domestic market", read.Json.GetProperty("important_context").GetString());
        Assert.Equal(6, read.Json.GetProperty("memory_entries").GetInt32());
    }

    [Fact]
    public async Task The_profile_adds_up_what_sessions_stored()
    {
        var clock = new ManualTimeProvider();
        await using var story = await ChatStory.BeginAsync(clock: clock);
        var user = await story.NewUserAsync();
        for (var at = 0; at < 3; at++)
        {
            await StoreAsync(story, user, await story.StartIdAsync(user), new
            {
                key_points = new[] { $"The market entry in country {at}" },
                user_preferences = new { communication_style = at == 2 ? "direct" : "polite", pace = "moderate", goals = new[] { at == 1 ? "Cost optimization" : "International expansion", "Learn" } },
            });
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        var profile = (await story.Client.GetAsync($"/api/v1/users/{user.Id}/memory/profile", user.AccessToken)).Json;

        var about = profile.GetProperty("user_profile");
        Assert.Equal("direct", about.GetProperty("communication_preferences").GetProperty("style").GetString());
        Assert.Equal("moderate", about.GetProperty("communication_preferences").GetProperty("pace").GetString());
        var goals = about.GetProperty("goals").EnumerateArray().ToList();
        Assert.Equal(["Learn", "International expansion", "Cost optimization"], goals.Select(goal => goal.GetProperty("goal").GetString()));
        Assert.Equal([3, 2, 1], goals.Select(goal => goal.GetProperty("sessions_discussed").GetInt32()));
        Assert.Equal(["high", "medium", "medium"], goals.Select(goal => goal.GetProperty("priority").GetString()));
        Assert.Equal("planning_phase", goals[0].GetProperty("progress").GetString());
        Assert.Equal(["Inspections", "Honey"], about.GetProperty("expertise_areas_discussed").EnumerateArray().Select(area => area.GetString()));
        var topic = about.GetProperty("common_topics")[0];
        Assert.Equal("market entry", topic.GetProperty("topic").GetString());
        Assert.Equal(3, topic.GetProperty("frequency").GetInt32());
        Assert.Equal(clock.GetUtcNow().AddMinutes(-1), topic.GetProperty("last_discussed").GetDateTimeOffset());
        Assert.Contains("market entry", profile.GetProperty("conversation_themes").EnumerateArray().Select(theme => theme.GetString()));
        Assert.Equal(3, profile.GetProperty("total_sessions").GetInt32());
        Assert.Equal(9, profile.GetProperty("memory_entries").GetInt32());
    }

    [Fact]
    public async Task A_later_session_uses_it_and_shows_that_it_does()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var first = await story.StartIdAsync(user);
        await StoreAsync(story, user, first, Example);

        var later = await story.StartIdAsync(user);
        var goals = await story.SendAsync(user, later, "What are my goals?");
        var budget = await story.SendAsync(user, later, "What constraints does my budget have?");
        var document = await story.SendAsync(user, later, "When is honey harvested?");
        var listed = (await story.GetAsync(user, later, "/messages")).Json.GetProperty("messages");

        var answer = goals.Json.GetProperty("ai_response");
        Assert.Contains("international expansion", answer.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Contains("cost optimization", answer.GetProperty("content").GetString(), StringComparison.Ordinal);
        var used = answer.GetProperty("memory_used").EnumerateArray().ToList();
        Assert.Equal(["goal", "goal"], used.Select(note => note.GetProperty("kind").GetString()));
        Assert.All(used, note => Assert.Equal(first, note.GetProperty("session_id").GetGuid()));
        Assert.Contains("Has budget constraints for market research", budget.Json.GetProperty("ai_response").GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.False(document.Json.GetProperty("ai_response").TryGetProperty("memory_used", out _));
        Assert.Equal(answer.GetProperty("memory_used").GetRawText(), listed[1].GetProperty("memory_used").GetRawText());
    }

    [Fact]
    public async Task Nobody_else_sees_or_is_given_it()
    {
        await using var story = await ChatStory.BeginAsync();
        var (user, stranger) = (await story.NewUserAsync(), await story.NewUserAsync());
        var session = await story.StartIdAsync(user);
        await StoreAsync(story, user, session, Example);

        var answers = new[]
        {
            await StoreAsync(story, stranger, session, Example),
            await story.GetAsync(stranger, session, "/memory"),
            await story.Client.GetAsync($"/api/v1/users/{user.Id}/memory/profile", stranger.AccessToken),
            await story.Client.GetAsync($"/api/v1/users/{user.Id}/goals", stranger.AccessToken),
        };
        var asked = await story.SendAsync(stranger, await story.StartIdAsync(stranger), "What are my goals?");

        Assert.All(answers, answer => Assert.Equal(404, answer.Status));
        Assert.DoesNotContain("expansion", asked.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_that_is_switched_off_is_neither_stored_nor_used()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await StoreAsync(story, user, session, Example);
        var settings = $"/api/v1/users/{user.Id}/memory/settings";

        var off = await story.Client.PutAsync(settings, new { enabled = false }, user.AccessToken);
        var refused = await StoreAsync(story, user, session, Example);
        var asked = await story.SendAsync(user, await story.StartIdAsync(user), "What are my goals?");
        var read = await story.Client.GetAsync(settings, user.AccessToken);

        Assert.False(off.Json.GetProperty("enabled").GetBoolean());
        Assert.Equal(409, refused.Status);
        Assert.DoesNotContain("international expansion", asked.Text, StringComparison.Ordinal);
        Assert.False(read.Json.GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Old_entries_are_merged_into_fewer_and_the_important_ones_stay()
    {
        var clock = new ManualTimeProvider();
        await using var story = await ChatStory.BeginAsync(clock: clock);
        var user = await story.NewUserAsync();
        await StoreAsync(story, user, await story.StartIdAsync(user), Example);
        clock.Leap(TimeSpan.FromDays(100));
        user = await story.Client.LogInAsync(user.Email);
        await StoreAsync(story, user, await story.StartIdAsync(user), new { key_points = new[] { "A new one" } });

        var cleaned = await CleanAsync(story, user, new { older_than_days = 90, preserve_important = true, compress_old_entries = true });
        var again = await CleanAsync(story, user, new { older_than_days = 90, preserve_important = true, compress_old_entries = true });
        var removed = await CleanAsync(story, user, new { older_than_days = 90, preserve_important = false, compress_old_entries = false });
        var profile = (await story.Client.GetAsync($"/api/v1/users/{user.Id}/memory/profile", user.AccessToken)).Json;

        Assert.Equal(200, cleaned.Status);
        AssertReport(cleaned, before: 7, removed: 0, compressed: 3, into: 1, preserved: 3, after: 5);
        AssertReport(again, before: 5, removed: 0, compressed: 0, into: 0, preserved: 3, after: 5);
        AssertReport(removed, before: 5, removed: 4, compressed: 0, into: 0, preserved: 0, after: 1);
        Assert.Equal(1, profile.GetProperty("memory_entries").GetInt32());
        Assert.Equal(2, profile.GetProperty("user_profile").GetProperty("goals").GetArrayLength());
    }

    [Fact]
    public async Task What_cannot_be_stored_names_its_field()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var empty = await StoreAsync(story, user, session, new { key_points = new[] { " " } });
        var goals = await StoreAsync(story, user, session, new { user_preferences = new { goals = "all" } });
        var name = await StoreAsync(story, user, session, new { user_preferences = new Dictionary<string, string> { ["No Name"] = "x" } });
        var days = await CleanAsync(story, user, new { older_than_days = -1 });
        var missing = await CleanAsync(story, user, new { });

        Assert.Equal("key_points", empty.ErrorField);
        Assert.Equal("user_preferences.goals", goals.ErrorField);
        Assert.Equal("user_preferences", name.ErrorField);
        Assert.Equal("older_than_days", days.ErrorField);
        Assert.Equal("older_than_days", missing.ErrorField);
    }

    private static Task<Answer> StoreAsync(ChatStory story, SignedInUser user, Guid session, object memory) =>
        story.Client.PostAsync($"/api/v1/sessions/{session}/memory", memory, user.AccessToken);

    private static Task<Answer> CleanAsync(ChatStory story, SignedInUser user, object wish) =>
        story.Client.PostAsync("/api/v1/memory/cleanup", wish, user.AccessToken);

    private static void AssertReport(Answer answer, int before, int removed, int compressed, int into, int preserved, int after)
    {
        int Of(string member) => answer.Json.GetProperty(member).GetInt32();
        Assert.Equal(
            (before, removed, compressed, into, preserved, after),
            (Of("entries_before"), Of("entries_removed"), Of("entries_compressed"), Of("merged_into"), Of("entries_preserved"), Of("entries_after")));
    }
}
