using System.Text.Json;

namespace WebFront.Tests.Marketplace.Analytics;

/// <summary>GET /api/v1/analytics/sessions and /analytics/experts/usage against the scripted year.</summary>
public sealed class SessionAnalyticsTests(ScriptedYear year) : IClassFixture<ScriptedYear>
{
    [Fact]
    public async Task Totals_and_parts_of_a_year_add_up()
    {
        var analytics = await GetAsync("sessions?date_range=1y");

        UserDashboardTests.AssertMembers(
            analytics.GetProperty("totals"),
            ("total_sessions", 7), ("demo_sessions", 1), ("total_duration_minutes", 104), ("total_cost", 112.746914), ("message_count", 16),
            ("average_duration_minutes", 14.86), ("average_cost", 18.79), ("average_messages", 2.29), ("average_rating", 4.25));
        UserDashboardTests.AssertMembers(analytics.GetProperty("by_type").GetProperty("chat"), ("sessions", 5), ("duration_minutes", 82), ("cost", 82.746914));
        UserDashboardTests.AssertMembers(analytics.GetProperty("by_type").GetProperty("voice"), ("sessions", 1), ("duration_minutes", 10), ("cost", 15));
        UserDashboardTests.AssertMembers(analytics.GetProperty("by_type").GetProperty("video"), ("sessions", 1), ("duration_minutes", 12), ("cost", 15));
        Assert.Equal("""{"active":0,"paused":0,"ended":7}""", analytics.GetProperty("by_status").GetRawText());
        Assert.Equal("""{"5":2,"4":1,"3":1,"2":0,"1":0}""", analytics.GetProperty("rating_distribution").GetRawText());
    }

    [Fact]
    public async Task Months_are_told_without_a_gap()
    {
        var series = (await GetAsync("sessions?date_range=1y")).GetProperty("series").EnumerateArray().ToArray();

        Assert.Equal(13, series.Length);
        Assert.Equal(("2025-03-01", "2026-03-01"), (series[0].GetProperty("start").GetString(), series[^1].GetProperty("start").GetString()));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 4], series.Select(month => month.GetProperty("sessions").GetInt32()));
        Assert.Equal([37.50m, 0m, 40m, 0m, 35.246914m], series[8..].Select(month => month.GetProperty("cost").GetDecimal()));
    }

    [Fact]
    public async Task Days_take_money_where_it_was_charged()
    {
        var series = (await GetAsync("sessions?date_range=7d")).GetProperty("series").EnumerateArray().ToArray();

        Assert.Equal(7, series.Length);
        Assert.Equal([0, 1, 0, 0, 0, 1, 0], series.Select(day => day.GetProperty("sessions").GetInt32()));
        Assert.Equal([0m, 0.246914m, 0m, 0m, 0m, 9.999999m, 10.000001m], series.Select(day => day.GetProperty("cost").GetDecimal()));
        Assert.Equal([0, 7, 0, 0, 0, 20, 0], series.Select(day => day.GetProperty("duration_minutes").GetDouble()));
    }

    [Fact]
    public async Task Weeks_begin_on_Monday()
    {
        var series = (await GetAsync("sessions?date_range=30d&group_by=week")).GetProperty("series").EnumerateArray().ToArray();

        Assert.All(series, week => Assert.Equal(DayOfWeek.Monday, DateOnly.Parse(week.GetProperty("start").GetString()!, System.Globalization.CultureInfo.InvariantCulture).DayOfWeek));
        Assert.Equal([0, 0, 1, 1, 2], series.Select(week => week.GetProperty("sessions").GetInt32()));
    }

    [Fact]
    public async Task Every_expert_that_was_met_is_listed()
    {
        var usage = await GetAsync("experts/usage?date_range=1y");
        var second = await GetAsync("experts/usage?date_range=1y&page=2&limit=2");

        var experts = usage.GetProperty("experts").EnumerateArray().ToArray();
        Assert.Equal(["Dr. Sarah Chen", "Dr. Bee", "Dee"], experts.Select(expert => expert.GetProperty("name").GetString()));
        Assert.Equal(["Life & Coaching", "Business & Strategy", "Health & Wellness"], experts.Select(expert => expert.GetProperty("category").GetString()));
        UserDashboardTests.AssertMembers(
            experts[0],
            ("sessions", 4), ("duration_minutes", 67), ("average_session_duration", 16.75), ("message_count", 10), ("total_cost", 77.5), ("avg_rating", 4.5));
        Assert.Equal("2026-03-02T10:00:00Z", experts[0].GetProperty("last_session").GetString());
        Assert.Equal(112.746914m, usage.GetProperty("total_cost").GetDecimal());
        Assert.Equal(112.746914m, experts.Sum(expert => expert.GetProperty("total_cost").GetDecimal()));
        Assert.Equal("Dee", Assert.Single(second.GetProperty("experts").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(3, second.GetProperty("pagination").GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("sessions?group_by=year", "group_by")]
    [InlineData("sessions?date_range=5d", "date_range")]
    [InlineData("experts/usage?date_range=5d", "date_range")]
    public async Task What_is_unknown_is_named(string path, string field)
    {
        var answer = await year.Ann.GetAsync($"/api/v1/analytics/{path}");

        Assert.Equal((400, field), (answer.Status, answer.ErrorField));
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        var answer = await year.Ann.GetAsync($"/api/v1/analytics/{path}");
        Assert.Equal(200, answer.Status);
        return answer.Json;
    }
}
