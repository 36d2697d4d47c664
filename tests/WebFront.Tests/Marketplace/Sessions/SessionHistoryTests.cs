using System.Text.Json;
using WebFront.Tests.Marketplace.Analytics;

namespace WebFront.Tests.Marketplace.Sessions;

/// <summary>GET /api/v1/sessions/history over a scripted history of two experts.</summary>
public sealed class SessionHistoryTests(ScriptedHistory history) : IClassFixture<ScriptedHistory>
{
    private readonly Person user = history.User;
    private readonly Guid bee = history.Bee;

    [Fact]
    public async Task The_history_is_as_documented()
    {
        var listed = (await user.GetAsync("/api/v1/sessions/history")).Json;

        AssertPage(listed, page: 1, limit: 20, total: 5);
        var oldest = Sessions(listed)[^1];
        Assert.Equal(history.First, oldest.GetProperty("id").GetGuid());
        Assert.Equal("Dr. Sarah Chen", oldest.GetProperty("expert_name").GetString());
        Assert.Equal("chat", oldest.GetProperty("session_type").GetString());
        Assert.Equal("2026-01-05T10:00:00Z", oldest.GetProperty("start_time").GetString());
        Assert.Equal(35, oldest.GetProperty("duration_minutes").GetDouble());
        Assert.Equal(43.75m, oldest.GetProperty("total_cost").GetDecimal());
        Assert.Equal(5, oldest.GetProperty("rating").GetInt32());
        Assert.False(oldest.GetProperty("has_summary").GetBoolean());
        Assert.Equal(4, oldest.GetProperty("message_count").GetInt32());
        Assert.Equal("ended", oldest.GetProperty("status").GetString());
    }

    [Fact]
    public async Task All_kinds_of_sessions_are_listed_newest_first()
    {
        var sessions = Sessions((await user.GetAsync("/api/v1/sessions/history")).Json);

        Assert.Equal(["chat", "chat", "voice", "video", "chat"], sessions.Select(session => session.GetProperty("session_type").GetString()));
        Assert.Equal(["active", "ended", "ended", "ended", "ended"], sessions.Select(session => session.GetProperty("status").GetString()));
        Assert.Equal([false, true, false, false, false], sessions.Select(session => session.GetProperty("demo_mode").GetBoolean()));
        Assert.Equal([0m, 0m, 34.170083m, 10m, 43.75m], sessions.Select(session => session.GetProperty("total_cost").GetDecimal()));
        Assert.Equal(history.Running, sessions[0].GetProperty("id").GetGuid());
        Assert.Equal(JsonValueKind.Null, sessions[0].GetProperty("rating").ValueKind);
    }

    [Fact]
    public async Task The_statistics_are_of_all_that_fit_the_filters_and_equal_the_ledger()
    {
        var all = (await user.GetAsync("/api/v1/sessions/history?limit=1")).Json.GetProperty("statistics");
        var wallet = (await user.GetAsync("/api/v1/users/wallet")).Json;

        AssertStatistics(all, 5, 87.920083m, 68.5, 4.5);
        Assert.Equal(10_000m, wallet.GetProperty("balance").GetDecimal() + all.GetProperty("total_cost").GetDecimal());
        AssertStatistics((await user.GetAsync($"/api/v1/sessions/history?expert_id={bee}")).Json.GetProperty("statistics"), 2, 10m, 10, 4);
    }

    [Theory]
    [InlineData("date_from=2026-01-06", 4)]
    [InlineData("date_to=2026-01-06", 2)]
    [InlineData("date_from=2026-01-06&date_to=2026-01-06", 1)]
    [InlineData("date_from=2026-01-06T10:00:00Z&date_to=2026-01-07T10:00:00Z", 2)]
    [InlineData("date_from=2026-01-06T12:00:01%2B02:00", 3)]
    [InlineData("date_from=2030-01-01", 0)]
    public async Task A_date_belongs_to_the_stretch_that_it_bounds(string query, int sessions)
    {
        var listed = (await user.GetAsync($"/api/v1/sessions/history?{query}")).Json;

        Assert.Equal(sessions, Sessions(listed).Length);
        Assert.Equal(sessions, listed.GetProperty("statistics").GetProperty("total_sessions").GetInt32());
    }

    [Fact]
    public async Task Pages_follow_one_another()
    {
        var pages = new List<JsonElement>();
        for (var page = 1; page <= 4; page++) pages.Add((await user.GetAsync($"/api/v1/sessions/history?page={page}&limit=2")).Json);

        Assert.Equal([2, 2, 1, 0], pages.Select(page => Sessions(page).Length));
        Assert.Equal(5, pages.SelectMany(Sessions).Select(session => session.GetProperty("id").GetGuid()).Distinct().Count());
        AssertPage(pages[1], page: 2, limit: 2, total: 5);
    }

    [Theory]
    [InlineData("expert_id=nobody", "expert_id")]
    [InlineData("date_from=yesterday", "date_from")]
    [InlineData("date_to=2026-02-30", "date_to")]
    [InlineData("page=0", "page")]
    [InlineData("limit=0", "limit")]
    public async Task A_bad_filter_is_named(string query, string field)
    {
        var answer = await user.GetAsync($"/api/v1/sessions/history?{query}");

        Assert.Equal((400, field), (answer.Status, answer.ErrorField));
    }

    private static JsonElement[] Sessions(JsonElement listed) => [.. listed.GetProperty("sessions").EnumerateArray()];

    private static void AssertPage(JsonElement listed, int page, int limit, int total)
    {
        var pagination = listed.GetProperty("pagination");
        Assert.Equal(
            (page, limit, total),
            (pagination.GetProperty("page").GetInt32(), pagination.GetProperty("limit").GetInt32(), pagination.GetProperty("total").GetInt32()));
    }

    private static void AssertStatistics(JsonElement statistics, int sessions, decimal cost, double minutes, double rating)
    {
        Assert.Equal(sessions, statistics.GetProperty("total_sessions").GetInt32());
        Assert.Equal(cost, statistics.GetProperty("total_cost").GetDecimal());
        Assert.Equal(minutes, statistics.GetProperty("total_duration_minutes").GetDouble());
        Assert.Equal(rating, statistics.GetProperty("average_rating").GetDouble());
    }
}
