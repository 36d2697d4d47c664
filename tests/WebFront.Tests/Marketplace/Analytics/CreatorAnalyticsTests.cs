using System.Text.Json;

namespace WebFront.Tests.Marketplace.Analytics;

/// <summary>The creator's dashboard and a clone's analytics: every figure against the scripted year and the ledger.</summary>
public sealed class CreatorAnalyticsTests(ScriptedYear year) : IClassFixture<ScriptedYear>
{
    [Fact]
    public async Task A_creators_figures_add_up()
    {
        var dashboard = (await year.Creator.GetAsync("/api/v1/creators/analytics/dashboard")).Json;

        UserDashboardTests.AssertMembers(
            dashboard.GetProperty("earnings_summary"),
            ("total_earnings", 127.50), ("this_month", 40), ("sessions_completed", 7), ("average_per_session", 18.21));
        UserDashboardTests.AssertMembers(
            dashboard.GetProperty("session_metrics"),
            ("total_sessions", 7), ("average_duration", 14.86), ("completion_rate", 0.71), ("repeat_user_rate", 1));
        UserDashboardTests.AssertMembers(dashboard.GetProperty("user_ratings"), ("average_rating", 3.4), ("total_reviews", 5));
        Assert.Equal("""{"5":2,"4":1,"3":0,"2":1,"1":1}""", dashboard.GetProperty("user_ratings").GetProperty("rating_distribution").GetRawText());
    }

    [Fact]
    public async Task Trends_go_by_calendar_months()
    {
        var trends = (await year.Creator.GetAsync("/api/v1/creators/analytics/dashboard")).Json.GetProperty("performance_trends");
        var two = (await year.Creator.GetAsync("/api/v1/creators/analytics/dashboard?months=2")).Json.GetProperty("performance_trends");

        Assert.Equal("""["2025-10","2025-11","2025-12","2026-01","2026-02","2026-03"]""", trends.GetProperty("months").GetRawText());
        Assert.Equal("[0,37.5,0,40,10,40]", trends.GetProperty("monthly_earnings").GetRawText());
        Assert.Equal("[0,1,0,2,1,3]", trends.GetProperty("monthly_sessions").GetRawText());
        Assert.Equal("[0,4,0,5,1,3.5]", trends.GetProperty("satisfaction_trend").GetRawText());
        Assert.Equal("[10,40]", two.GetProperty("monthly_earnings").GetRawText());
    }

    [Fact]
    public async Task Earnings_are_the_ledgers()
    {
        var creator = (await year.Creator.GetAsync("/api/v1/creators/analytics/dashboard")).Json.GetProperty("earnings_summary");
        var other = (await year.Other.GetAsync("/api/v1/creators/analytics/dashboard")).Json.GetProperty("earnings_summary");
        var march = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(await year.Market.EarnedAsync(year.Creator.Id), Micros(creator, "total_earnings"));
        Assert.Equal(await year.Market.EarnedAsync(year.Creator.Id, entry => entry.At >= march), Micros(creator, "this_month"));
        Assert.Equal(await year.Market.EarnedAsync(year.Other.Id), Micros(other, "total_earnings"));
        Assert.Equal(246_914, Micros(other, "total_earnings"));
    }

    [Fact]
    public async Task A_clones_analytics_are_as_documented()
    {
        var analytics = (await year.Creator.GetAsync($"/api/v1/clones/{year.Chen}/analytics")).Json;

        UserDashboardTests.AssertMembers(
            analytics, ("total_sessions", 5), ("total_earnings", 92.50), ("average_rating", 3), ("total_users", 2), ("session_duration_avg", 14.8));
        Assert.Equal("""["Strategic Plans","Market Analysis","Anxiety"]""", analytics.GetProperty("popular_topics").GetRawText());
        var trends = analytics.GetProperty("monthly_trends");
        Assert.Equal("[0,1,0,1,1,2]", trends.GetProperty("sessions").GetRawText());
        Assert.Equal("[0,37.5,0,25,10,20]", trends.GetProperty("earnings").GetRawText());
        Assert.Equal(6, trends.GetProperty("months").GetArrayLength());
    }

    [Fact]
    public async Task A_clones_earnings_are_those_of_its_sessions_in_the_ledger()
    {
        var bee = (await year.Creator.GetAsync($"/api/v1/clones/{year.Bee}/analytics")).Json;
        var sessions = (await year.Ann.GetAsync($"/api/v1/sessions/history?expert_id={year.Bee}")).Json.GetProperty("sessions").EnumerateArray();
        var ids = sessions.Select(session => session.GetProperty("id").GetGuid().ToString("N")).ToHashSet();

        Assert.Equal(await year.Market.EarnedAsync(year.Creator.Id, entry => ids.Contains(entry.Reference)), Micros(bee, "total_earnings"));
    }

    [Fact]
    public async Task Nobody_else_sees_a_clones_analytics()
    {
        Assert.Equal(404, (await year.Other.GetAsync($"/api/v1/clones/{year.Chen}/analytics")).Status);
        Assert.Equal(404, (await year.Ann.GetAsync($"/api/v1/clones/{year.Chen}/analytics")).Status);
        Assert.Equal(404, (await year.Creator.GetAsync($"/api/v1/clones/{Guid.NewGuid()}/analytics")).Status);
    }

    [Fact]
    public async Task Who_has_no_clones_has_zeros()
    {
        var dashboard = (await year.Bob.GetAsync("/api/v1/creators/analytics/dashboard")).Json;

        UserDashboardTests.AssertMembers(
            dashboard.GetProperty("earnings_summary"), ("total_earnings", 0), ("this_month", 0), ("sessions_completed", 0), ("average_per_session", 0));
        UserDashboardTests.AssertMembers(
            dashboard.GetProperty("session_metrics"), ("total_sessions", 0), ("average_duration", 0), ("completion_rate", 0), ("repeat_user_rate", 0));
    }

    [Theory]
    [InlineData("months=0")]
    [InlineData("months=37")]
    [InlineData("months=x")]
    public async Task Trends_have_one_to_36_months(string query)
    {
        var answer = await year.Creator.GetAsync($"/api/v1/creators/analytics/dashboard?{query}");

        Assert.Equal((400, "months"), (answer.Status, answer.ErrorField));
    }

    private static long Micros(JsonElement from, string member) => (long)(from.GetProperty(member).GetDecimal() * 1_000_000);
}
