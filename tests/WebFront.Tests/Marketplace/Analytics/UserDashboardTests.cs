using System.Text.Json;

namespace WebFront.Tests.Marketplace.Analytics;

/// <summary>GET /api/v1/analytics/dashboard: every figure against the scripted year.</summary>
public sealed class UserDashboardTests(ScriptedYear year) : IClassFixture<ScriptedYear>
{
    [Fact]
    public async Task The_year_of_a_user_adds_up()
    {
        var dashboard = await DashboardAsync("date_range=1y");

        AssertMembers(
            dashboard.GetProperty("session_stats"),
            ("total_sessions", 7), ("total_duration_minutes", 104), ("average_session_duration", 14.86), ("sessions_this_month", 4));
        AssertMembers(
            dashboard.GetProperty("spending_summary"),
            ("total_spent", 112.746914), ("average_per_session", 18.79), ("monthly_spend", 35.246914));
        Assert.Equal("not_set", dashboard.GetProperty("spending_summary").GetProperty("budget_status").GetString());
        Assert.Equal(
            """{"Life & Coaching":4,"Business & Strategy":2,"Health & Wellness":1}""",
            dashboard.GetProperty("category_breakdown").GetRawText().Replace("\\u0026", "&", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_spent_is_what_the_wallet_lacks()
    {
        var dashboard = await DashboardAsync("date_range=1y");
        var wallet = (await year.Ann.GetAsync("/api/v1/users/wallet")).Json;

        Assert.Equal(10_000m, wallet.GetProperty("balance").GetDecimal() + dashboard.GetProperty("spending_summary").GetProperty("total_spent").GetDecimal());
    }

    [Fact]
    public async Task Favorites_are_those_with_most_sessions()
    {
        var favorites = (await DashboardAsync("date_range=1y")).GetProperty("favorite_experts").EnumerateArray().ToArray();

        Assert.Equal([year.Chen, year.Bee, year.Dee], favorites.Select(expert => expert.GetProperty("expert_id").GetGuid()));
        Assert.Equal("Dr. Sarah Chen", favorites[0].GetProperty("name").GetString());
        AssertMembers(favorites[0], ("sessions", 4), ("total_cost", 77.50), ("avg_rating", 4.5));
        AssertMembers(favorites[1], ("sessions", 2), ("total_cost", 35), ("avg_rating", 5));
        AssertMembers(favorites[2], ("sessions", 1), ("total_cost", 0.246914), ("avg_rating", 3));
    }

    [Theory]
    [InlineData("7d", 2, 27, 20.246914)]
    [InlineData("30d", 4, 44, 35.246914)]
    [InlineData("90d", 6, 74, 75.246914)]
    [InlineData("1y", 7, 104, 112.746914)]
    public async Task A_range_ends_today(string range, int sessions, double minutes, double spent)
    {
        var dashboard = await DashboardAsync($"date_range={range}");

        AssertMembers(dashboard.GetProperty("session_stats"), ("total_sessions", sessions), ("total_duration_minutes", minutes));
        AssertMembers(dashboard.GetProperty("spending_summary"), ("total_spent", spent));
    }

    [Theory]
    [InlineData("metrics=session_stats", "session_stats")]
    [InlineData("metrics=spending_summary,category_breakdown", "spending_summary category_breakdown")]
    [InlineData("metrics=favorite_experts&metrics=session_stats", "session_stats favorite_experts")]
    public async Task Only_the_metrics_that_are_named_are_answered(string query, string members) =>
        Assert.Equal(members.Split(' '), (await DashboardAsync(query)).EnumerateObject().Select(member => member.Name));

    [Theory]
    [InlineData("metrics=session_stats,horoscope", "metrics")]
    [InlineData("date_range=2w", "date_range")]
    public async Task What_is_unknown_is_named(string query, string field)
    {
        var answer = await year.Ann.GetAsync($"/api/v1/analytics/dashboard?{query}");

        Assert.Equal((400, field), (answer.Status, answer.ErrorField));
    }

    [Theory]
    [InlineData(50.0, "within_limit", 14.753086)]
    [InlineData(44.0, "near_limit", 8.753086)]
    [InlineData(35.246914, "near_limit", 0)]
    [InlineData(35.246913, "over_limit", 0)]
    public async Task A_budget_is_held_against_the_month(double budget, string status, double remaining)
    {
        var put = await year.Ann.PutAsync("/api/v1/analytics/budget", new { monthly_budget = budget });
        var got = await year.Ann.GetAsync("/api/v1/analytics/budget");
        var dashboard = await DashboardAsync("metrics=spending_summary");
        var none = await year.Ann.PutAsync("/api/v1/analytics/budget", new { monthly_budget = (decimal?)null });

        AssertMembers(put.Json, ("monthly_budget", budget), ("monthly_spend", 35.246914), ("remaining", remaining));
        Assert.Equal(put.Text, got.Text);
        Assert.Equal(status, put.Json.GetProperty("budget_status").GetString());
        Assert.Equal(status, dashboard.GetProperty("spending_summary").GetProperty("budget_status").GetString());
        Assert.Equal("not_set", none.Json.GetProperty("budget_status").GetString());
    }

    [Fact]
    public async Task A_budget_is_not_below_zero()
    {
        var answer = await year.Bob.PutAsync("/api/v1/analytics/budget", new { monthly_budget = -1 });

        Assert.Equal((400, "monthly_budget"), (answer.Status, answer.ErrorField));
    }

    [Fact]
    public async Task A_new_user_has_zeros()
    {
        var nobody = await year.Market.NewPersonAsync();

        var dashboard = (await nobody.GetAsync("/api/v1/analytics/dashboard")).Json;

        AssertMembers(
            dashboard.GetProperty("session_stats"),
            ("total_sessions", 0), ("total_duration_minutes", 0), ("average_session_duration", 0), ("sessions_this_month", 0));
        AssertMembers(dashboard.GetProperty("spending_summary"), ("total_spent", 0), ("average_per_session", 0), ("monthly_spend", 0));
        Assert.Equal(0, dashboard.GetProperty("favorite_experts").GetArrayLength());
    }

    internal static void AssertMembers(JsonElement actual, params (string Name, double Value)[] members) =>
        Assert.Equal(members, members.Select(member => (member.Name, actual.GetProperty(member.Name).GetDouble())));

    private async Task<JsonElement> DashboardAsync(string query)
    {
        var answer = await year.Ann.GetAsync($"/api/v1/analytics/dashboard?{query}");
        Assert.Equal(200, answer.Status);
        return answer.Json;
    }
}
