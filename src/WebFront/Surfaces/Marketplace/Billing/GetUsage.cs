using Grains.Billing;
using Grains.Chat;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Realtime;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>GET /api/v1/billing/usage: what the caller was charged and is on no invoice yet.</summary>
internal sealed class GetUsage : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/billing/usage", HandleAsync);

    private static async Task<Ok<UsageResponse>> HandleAsync(Caller caller, IGrainFactory grains, CancellationToken cancel) =>
        TypedResults.Ok(UsageResponse.From(await grains.BillingDirectory().GetUsageAsync(caller.UserId, cancel)));
}

/// <param name="NextBillingDate">When the period is invoiced.</param>
/// <param name="PaymentMethod">Null where there is none.</param>
internal sealed record UsageResponse(
    UsagePeriodResponse CurrentPeriod, UsageBreakdownResponse CostBreakdown, DateTimeOffset NextBillingDate, UsageMethodResponse? PaymentMethod)
{
    public static UsageResponse From(BillingUsageView usage) => new(
        new UsagePeriodResponse(
            usage.StartsAt,
            usage.EndsAt.AddSeconds(-1),
            usage.ByType.Sum(type => type.Sessions),
            Display.Minutes(new TimeSpan(usage.ByType.Sum(type => type.ActiveTicks))),
            Money.FromMicros(usage.ByType.Sum(type => type.CostMicros))),
        new UsageBreakdownResponse(CostOf(usage, SessionType.Chat), CostOf(usage, SessionType.Voice), CostOf(usage, SessionType.Video)),
        usage.EndsAt,
        usage.DefaultCard is { } card ? new UsageMethodResponse("card", card.Last4, PaymentMethodResponse.ExpiryOf(card)) : null);

    private static decimal CostOf(BillingUsageView usage, SessionType type) =>
        Money.FromMicros(usage.ByType.Where(row => row.Type == type).Sum(row => row.CostMicros));
}

/// <param name="TotalSessions">Sessions that were charged in the period.</param>
/// <param name="TotalMinutes">Billed minutes, rounded for display.</param>
internal sealed record UsagePeriodResponse(DateTimeOffset StartDate, DateTimeOffset EndDate, int TotalSessions, double TotalMinutes, decimal TotalCost);

internal sealed record UsageBreakdownResponse(decimal ChatSessions, decimal VoiceSessions, decimal VideoSessions);

/// <param name="Expires">Month and year, <c>12/25</c>.</param>
internal sealed record UsageMethodResponse(string Type, string Last4, string Expires);
