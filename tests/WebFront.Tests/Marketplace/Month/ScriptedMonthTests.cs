using System.Globalization;
using System.Text.Json;
using Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace WebFront.Tests.Marketplace.Month;

/// <summary>
/// A month of 40 users, 6 clones and 500 sessions. At its end the invoices, the ledger, the history and both dashboards say the same,
/// to the micro-unit, and the same as the plan's own arithmetic where the price is one of time or messages.
/// </summary>
public sealed class ScriptedMonthTests
{
    private static readonly DateTimeOffset January = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Invoices_ledger_and_analytics_are_the_same_to_the_micro_unit()
    {
        var plan = MonthPlan.Draw(seed: 2026, sessions: 500, January.AddHours(2));
        await using var town = await MonthTown.BuildAsync(plan, January);

        await town.LiveAsync(plan);
        town.Leap(January.AddMonths(1).AddHours(6) - plan.Sessions.Max(session => session.Steps[^1].At));

        var charged = await ChargedAsync(town);
        CheckPlan(plan, town, charged);
        await CheckUsersAsync(plan, town, charged);
        await CheckCreatorsAsync(plan, town, charged);
        var proof = await town.Services.GetRequiredService<ILedger>().ProveAsync(default);
        Assert.Equal((0, 0, 0), (proof.SumMicros, proof.Mismatches.Count, proof.Overdrawn.Count));
    }

    /// <summary>By session, from the entries of the ledger.</summary>
    private static async Task<Dictionary<Guid, long>> ChargedAsync(MonthTown town)
    {
        var charged = new Dictionary<Guid, long>();
        foreach (var creator in town.Creators)
            foreach (var (session, micros) in await town.EarningsAsync(creator)) charged.Add(session, micros);
        return charged;
    }

    private static void CheckPlan(MonthPlan plan, MonthTown town, Dictionary<Guid, long> charged)
    {
        for (var at = 0; at < plan.Sessions.Count; at++)
        {
            var (session, clone) = (plan.Sessions[at], plan.Clones[plan.Sessions[at].Expert]);
            var cost = charged.GetValueOrDefault(town.Sessions[at]);
            if (session.Demo) Assert.Equal(0, cost);
            else if (clone.Pricing is null) Assert.Equal((long)((Int128)(long)(clone.BasePrice * 1_000_000) * session.Active().Ticks / TimeSpan.TicksPerHour), cost);
            else if (MessageMicros(clone) is { } price) Assert.Equal(session.Messages * price, cost);
            else Assert.True(cost > 0, "An answer by the token costs something.");
        }
    }

    private static async Task CheckUsersAsync(MonthPlan plan, MonthTown town, Dictionary<Guid, long> charged)
    {
        for (var number = 0; number < town.Users.Count; number++)
        {
            var user = town.Users[number];
            var own = Enumerable.Range(0, plan.Sessions.Count).Where(at => plan.Sessions[at].User == number).ToList();
            var expected = own.Sum(at => charged.GetValueOrDefault(town.Sessions[at]));

            Assert.Equal(expected, await town.SpentAsync(user));
            await CheckInvoicesAsync(town, user, own.ToDictionary(at => town.Sessions[at], at => charged.GetValueOrDefault(town.Sessions[at])));
            var history = await town.GetAsync(user, "/api/v1/sessions/history?limit=100");
            Assert.Equal(expected, Micros(history.GetProperty("statistics").GetProperty("total_cost")));
            Assert.Equal(own.Count, history.GetProperty("statistics").GetProperty("total_sessions").GetInt32());
            Assert.Equal(expected, history.GetProperty("sessions").EnumerateArray().Sum(session => Micros(session.GetProperty("total_cost"))));
            var dashboard = await town.GetAsync(user, "/api/v1/analytics/dashboard?date_range=90d");
            Assert.Equal(expected, Micros(dashboard.GetProperty("spending_summary").GetProperty("total_spent")));
        }
    }

    /// <summary>January is invoiced line by line, and nothing is left in February.</summary>
    private static async Task CheckInvoicesAsync(MonthTown town, string user, Dictionary<Guid, long> expected)
    {
        var invoices = (await town.GetAsync(user, "/api/v1/billing/invoices")).GetProperty("invoices").EnumerateArray().ToList();
        var paid = expected.Where(session => session.Value > 0).ToDictionary();
        var lines = invoices.SelectMany(invoice => invoice.GetProperty("sessions").EnumerateArray()).ToList();

        Assert.Equal(paid.Count > 0 ? 1 : 0, invoices.Count);
        Assert.Equal(paid.Values.Sum(), invoices.Sum(invoice => Micros(invoice.GetProperty("amount"))));
        Assert.Equal(
            paid.Select(session => $"{session.Key} {session.Value}").Order(StringComparer.Ordinal),
            lines.Where(line => Micros(line.GetProperty("cost")) > 0)
                .Select(line => $"{line.GetProperty("session_id").GetGuid()} {Micros(line.GetProperty("cost"))}")
                .Order(StringComparer.Ordinal));
        var usage = await town.GetAsync(user, "/api/v1/billing/usage");
        Assert.Equal(0, Micros(usage.GetProperty("current_period").GetProperty("total_cost")));
        Assert.Equal(January.AddMonths(2), usage.GetProperty("next_billing_date").GetDateTimeOffset());
    }

    private static async Task CheckCreatorsAsync(MonthPlan plan, MonthTown town, Dictionary<Guid, long> charged)
    {
        foreach (var creator in town.Creators)
        {
            var earned = (await town.EarningsAsync(creator)).Values.Sum();
            var dashboard = await town.GetAsync(creator, "/api/v1/creators/analytics/dashboard");
            Assert.Equal(earned, Micros(dashboard.GetProperty("earnings_summary").GetProperty("total_earnings")));
            var own = Enumerable.Range(0, plan.Sessions.Count).Where(at => town.Creators[plan.Clones[plan.Sessions[at].Expert].Creator] == creator).ToList();
            var rated = own.Where(at => plan.Sessions[at] is { IsRated: true, Demo: false }).Select(at => plan.Sessions[at].Rating).ToList();
            Assert.Equal(rated.Count, dashboard.GetProperty("user_ratings").GetProperty("total_reviews").GetInt32());
            for (var stars = 1; stars <= 5; stars++)
            {
                var distribution = dashboard.GetProperty("user_ratings").GetProperty("rating_distribution");
                Assert.Equal(rated.Count(given => given == stars), distribution.GetProperty(stars.ToString(CultureInfo.InvariantCulture)).GetInt32());
            }

            var sum = 0L;
            foreach (var clone in Enumerable.Range(0, plan.Clones.Count).Where(clone => town.Creators[plan.Clones[clone].Creator] == creator))
            {
                var expected = Enumerable.Range(0, plan.Sessions.Count).Where(at => plan.Sessions[at].Expert == clone).Sum(at => charged.GetValueOrDefault(town.Sessions[at]));
                var analytics = await town.GetAsync(creator, $"/api/v1/clones/{town.Clones[clone]}/analytics");
                Assert.Equal(expected, Micros(analytics.GetProperty("total_earnings")));
                sum += expected;
            }

            Assert.Equal(earned, sum);
        }
    }

    private static long? MessageMicros(PlannedClone clone) =>
        JsonSerializer.SerializeToElement(clone.Pricing).TryGetProperty("price_per_message", out var price) ? Micros(price) : null;

    private static long Micros(JsonElement amount) => (long)(amount.GetDecimal() * 1_000_000m);
}
