using System.Text.Json;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Sessions;

/// <summary>What becomes of sessions when their clone is edited, taken from the list, closed for the day or deleted.</summary>
public sealed class CloneChangesTests
{
    private static readonly object PerMessage = new { model = "per_message", price_per_message = 0.50m };

    [Fact]
    public async Task A_published_edit_never_changes_a_running_session()
    {
        await using var story = await ChatStory.BeginAsync(PerMessage);
        var user = await story.NewUserAsync();
        var running = await story.StartIdAsync(user);

        await PutAsync(story, "", new { name = "Dr. Wasp", pricing = new { price_per_message = 2.00m } });
        await PutAsync(story, "/rag/config", new { similarity_threshold = 1.0, max_tokens = 16 });
        var answer = await story.SendAsync(user, running, "When is honey harvested?");
        var fresh = await story.StartAsync(user);
        var freshAnswer = await story.SendAsync(user, fresh.GetProperty("session_id").GetGuid(), "When is honey harvested?");

        Assert.Equal("Dr. Bee", (await story.GetAsync(user, running)).Json.GetProperty("expert").GetProperty("name").GetString());
        Assert.Equal(0.50m, answer.Json.GetProperty("ai_response").GetProperty("cost_increment").GetDecimal());
        Assert.NotEmpty(Sources(answer));
        Assert.Equal("Dr. Wasp", fresh.GetProperty("expert_name").GetString());
        Assert.Equal(2.00m, freshAnswer.Json.GetProperty("ai_response").GetProperty("cost_increment").GetDecimal());
        Assert.Empty(Sources(freshAnswer));
    }

    [Fact]
    public async Task What_a_clone_learns_or_forgets_reaches_running_sessions()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var running = await story.StartIdAsync(user);
        var documents = await story.Client.GetAsync($"/api/v1/clones/{story.CloneId}/documents", story.Creator.AccessToken);
        var document = documents.Json.GetProperty("documents")[0].GetProperty("id").GetGuid();

        await story.Client.SendAsync(HttpMethod.Delete, $"/api/v1/clones/{story.CloneId}/documents/{document}", null, story.Creator.AccessToken);
        var answer = await story.SendAsync(user, running, "When is honey harvested?");

        Assert.Empty(Sources(answer));
    }

    [Fact]
    public async Task Unpublishing_ends_nothing_and_refuses_new_sessions()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var running = await story.StartIdAsync(user);

        await story.Client.PostAsync($"/api/v1/clones/{story.CloneId}/unpublish", null, story.Creator.AccessToken);
        var answer = await story.SendAsync(user, running, "When is honey harvested?");
        var refused = await StartAsync(story, user);
        var owner = await StartAsync(story, story.Creator);

        Assert.Equal(200, answer.Status);
        Assert.Equal(404, refused.Status);
        Assert.Equal(201, owner.Status);
    }

    [Fact]
    public async Task A_closed_expert_takes_no_new_sessions_and_says_when_it_will()
    {
        // A Thursday; eleven in Vienna.
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 1, 1, 10, 0, 0, TimeSpan.Zero));
        await using var story = await ChatStory.BeginAsync(clock: clock);
        var user = await story.NewUserAsync();
        var running = await story.StartIdAsync(user);
        await PutAsync(story, "", new { availability = new { timezone = "Europe/Vienna", schedule = new { thursday = new[] { "12:00", "13:00" } } } });

        var wait = (int)Math.Ceiling((clock.GetUtcNow().Date.AddHours(11) - clock.GetUtcNow().UtcDateTime).TotalSeconds);
        var early = await StartAsync(story, user);
        var goesOn = await story.SendAsync(user, running, "When is honey harvested?");
        var owner = await StartAsync(story, story.Creator);
        clock.Advance(TimeSpan.FromHours(1));
        var open = await StartAsync(story, await story.Client.LogInAsync(user.Email));

        Assert.Equal((409, "clones.not_available"), (early.Status, early.Error.GetProperty("details").GetProperty("reason").GetString()));
        Assert.Equal(wait, early.Error.GetProperty("details").GetProperty("retry_after").GetInt32());
        Assert.Equal(200, goesOn.Status);
        Assert.Equal(201, owner.Status);
        Assert.Equal(201, open.Status);
    }

    [Fact]
    public async Task A_deleted_clone_leaves_past_sessions_readable_and_the_books_as_they_were()
    {
        await using var story = await ChatStory.BeginAsync(PerMessage);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "When is honey harvested?");
        await story.Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken);
        var paid = await story.BalanceAsync(user);
        var earned = await story.BalanceAsync(story.Creator);

        var deleted = await story.Client.SendAsync(HttpMethod.Delete, $"/api/v1/clones/{story.CloneId}", null, story.Creator.AccessToken);
        var read = await story.GetAsync(user, session);
        var messages = await story.GetAsync(user, session, "/messages");

        Assert.Equal(204, deleted.Status);
        Assert.Equal("Dr. Bee", read.Json.GetProperty("expert").GetProperty("name").GetString());
        Assert.Equal(0.50m, read.Json.GetProperty("total_cost").GetDecimal());
        Assert.Equal(2, messages.Json.GetProperty("messages").GetArrayLength());
        Assert.Equal((paid, earned), (await story.BalanceAsync(user), await story.BalanceAsync(story.Creator)));
        Assert.Equal(404, (await StartAsync(story, user)).Status);
    }

    private static JsonElement.ArrayEnumerator Sources(Answer answer)
    {
        Assert.Equal(200, answer.Status);
        return answer.Json.GetProperty("ai_response").GetProperty("sources").EnumerateArray();
    }

    private static async Task PutAsync(ChatStory story, string below, object body)
    {
        var answer = await story.Client.PutAsync($"/api/v1/clones/{story.CloneId}{below}", body, story.Creator.AccessToken);
        Assert.True(answer.IsSuccess, answer.ToString());
    }

    private static Task<Answer> StartAsync(ChatStory story, SignedInUser user) =>
        story.Client.PostAsync("/api/v1/sessions", new { expert_id = story.CloneId, session_type = "chat" }, user.AccessToken);
}
