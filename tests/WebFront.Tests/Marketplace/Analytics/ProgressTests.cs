using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;
using WebFront.Tests.Marketplace.Sessions;

namespace WebFront.Tests.Marketplace.Analytics;

public sealed class ProgressTests
{
    [Fact]
    public async Task Goals_and_action_items_add_up_by_month()
    {
        var clock = new ManualTimeProvider();
        await using var story = await ChatStory.BeginAsync(clock: clock);
        var user = await story.NewUserAsync();
        var goals = $"/api/v1/users/{user.Id}/goals";
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "I will inspect the hive tomorrow. I need to harvest the honey.");
        await story.Client.PostAsync($"/api/v1/sessions/{session}/summarize", new { summary_type = "action_items" }, user.AccessToken);
        var first = await story.Client.PostAsync(goals, new { goal = "International expansion", priority = "high" }, user.AccessToken);
        await story.Client.PostAsync(goals, new { goal = "Cost optimization" }, user.AccessToken);
        clock.Leap(TimeSpan.FromDays(40));
        user = await story.Client.LogInAsync(user.Email);
        var goal = first.Json.GetProperty("goal_id").GetGuid();
        var item = (await story.Client.GetAsync($"/api/v1/users/{user.Id}/action-items", user.AccessToken)).Json.GetProperty("action_items")[0].GetProperty("item_id").GetGuid();

        var completed = await story.Client.PutAsync($"{goals}/{goal}", new { progress = "completed" }, user.AccessToken);
        await story.Client.PutAsync($"/api/v1/users/{user.Id}/action-items/{item}", new { completed = true }, user.AccessToken);
        var progress = (await story.Client.GetAsync("/api/v1/analytics/progress", user.AccessToken)).Json;
        var month = (await story.Client.GetAsync("/api/v1/analytics/progress?date_range=30d", user.AccessToken)).Json;
        var dashboard = (await story.Client.GetAsync("/api/v1/analytics/dashboard?date_range=90d", user.AccessToken)).Json.GetProperty("progress_metrics");
        var wrong = await story.Client.GetAsync("/api/v1/analytics/progress?date_range=2026-02-30..", user.AccessToken);

        Assert.Equal("completed", completed.Json.GetProperty("progress").GetString());
        Assert.Equal("high", completed.Json.GetProperty("priority").GetString());
        AssertFigures(progress, set: 2, done: 1, items: 2, itemsDone: 1);
        Assert.Equal(0.5, progress.GetProperty("progress_score").GetDouble());
        var months = progress.GetProperty("monthly_progress").EnumerateArray().ToList();
        Assert.Equal(["2026-02", "2026-01"], months.Select(each => each.GetProperty("month").GetString()));
        AssertFigures(months[0], set: 0, done: 1, items: 0, itemsDone: 1);
        AssertFigures(months[1], set: 2, done: 0, items: 2, itemsDone: 0);
        AssertFigures(month, set: 0, done: 1, items: 0, itemsDone: 1);
        Assert.Equal("date_range", wrong.ErrorField);
        Assert.Equal(
            (2, 1, 1, 0.5),
            (dashboard.GetProperty("goals_set").GetInt32(), dashboard.GetProperty("goals_completed").GetInt32(),
                dashboard.GetProperty("action_items_completed").GetInt32(), dashboard.GetProperty("progress_score").GetDouble()));
    }

    [Fact]
    public async Task What_is_erased_is_gone_from_the_log_too()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "I will inspect the hive tomorrow.");
        await story.Client.PostAsync($"/api/v1/sessions/{session}/summarize", new { }, user.AccessToken);
        await story.Client.PutAsync($"/api/v1/sessions/{session}/summary", new { private_notes = "unspeakable" }, user.AccessToken);
        await story.Client.PostAsync($"/api/v1/sessions/{session}/memory", new { key_points = new[] { "unspeakable" } }, user.AccessToken);
        await story.Client.PostAsync($"/api/v1/users/{user.Id}/goals", new { goal = "unspeakable" }, user.AccessToken);

        var erased = await story.Host.EraseAsync(user.Id, "summaries", "memory");
        var summary = await story.GetAsync(user, session, "/summary");
        var profile = await story.Client.GetAsync($"/api/v1/users/{user.Id}/memory/profile", user.AccessToken);
        var log = story.Host.Services.GetRequiredService<IEventLog>();
        var left = new List<string>();
        foreach (var stream in new[] { $"summary-{session:N}", $"memory-{user.Id:N}" })
            left.AddRange((await log.ReadAsync(new StreamSlice(stream, 0, 100), CancellationToken.None)).Select(e => System.Text.Encoding.UTF8.GetString(e.Data.Span)));

        Assert.Equal(1, erased["summaries"]);
        Assert.Equal(2, erased["memory"]);
        Assert.Equal(404, summary.Status);
        Assert.Equal(0, profile.Json.GetProperty("memory_entries").GetInt32());
        Assert.True(left.Count >= 4);
        Assert.All(left, data => Assert.DoesNotContain("unspeakable", data, StringComparison.Ordinal));
        AssertFigures((await story.Client.GetAsync("/api/v1/analytics/progress", user.AccessToken)).Json, 0, 0, 0, 0);
    }

    private static void AssertFigures(System.Text.Json.JsonElement figures, int set, int done, int items, int itemsDone)
    {
        int Of(string member) => figures.GetProperty(member).GetInt32();
        Assert.Equal((set, done, items, itemsDone), (Of("goals_set"), Of("goals_completed"), Of("action_items"), Of("action_items_completed")));
    }
}
