using Grains.Billing;
using Grains.Chat;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Realtime;
using Commands = Grains.Billing;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>
/// POST /api/v1/billing/sessions/{session_id}/charge: the bill of a session that has ended. It was paid from the wallet while it ran, so
/// nothing moves, and each repeat gets the same answer. What the client believes is compared: 409 with both figures where it is wrong.
/// </summary>
internal sealed class ChargeSession : IEndpoint
{
    private const decimal MostMoney = 1_000_000_000m;
    private const double MostMinutes = 1_000_000_000;

    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/billing/sessions/{sessionId:guid}/charge", HandleAsync);

    private static async Task<Results<Ok<ChargeSessionResponse>, Refused>> HandleAsync(
        Guid sessionId, Body<ChargeSessionRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var (claim, within) = (body.Value, body.Value.CostBreakdown);
        var command = new Commands.ChargeSession(
            caller.UserId,
            sessionId,
            Micros(check.Range(claim.FinalCost, "final_cost", 0, MostMoney)),
            Micros(check.Range(within?.Total, "cost_breakdown.total", 0, MostMoney)),
            Micros(check.Range(within?.BaseRate, "cost_breakdown.base_rate", 0, MostMoney)),
            Millionths(check.Range(claim.SessionDurationMinutes, "session_duration_minutes", 0, MostMinutes)),
            Millionths(check.Range(within?.DurationMinutes, "cost_breakdown.duration_minutes", 0, MostMinutes)));
        if (check.Refusal is { } invalid) return new Refused(invalid);

        return (await grains.BillingDirectory().ChargeAsync(command, cancel)).ToOk(ChargeSessionResponse.From);
    }

    private static long? Micros(decimal? amount) => amount is { } value ? Money.ToMicros(value) : null;

    private static long? Millionths(double? minutes) => minutes is { } value ? (long)Math.Round(value * 1_000_000) : null;
}

/// <summary>What the client believes; any of it may be missing.</summary>
internal sealed record ChargeSessionRequest(double? SessionDurationMinutes, decimal? FinalCost, CostBreakdownRequest? CostBreakdown);

internal sealed record CostBreakdownRequest(decimal? BaseRate, double? DurationMinutes, decimal? Total);

/// <summary>The request's names with our figures; the rest is additions, as the document shows no answer.</summary>
/// <param name="Status"><c>charged</c>, or <c>free</c> where it cost nothing.</param>
/// <param name="ChargedAt">When the bill became final.</param>
internal sealed record ChargeSessionResponse(
    Guid SessionId,
    [property: Words("charged", "free")] string Status,
    double SessionDurationMinutes,
    decimal FinalCost,
    string Currency,
    ChargeBreakdownResponse CostBreakdown,
    string ExpertName,
    [property: WordsOf<SessionType>] string SessionType,
    bool DemoMode,
    DateTimeOffset ChargedAt)
{
    public static ChargeSessionResponse From(SessionChargeView charge) => new(
        charge.SessionId,
        charge.CostMicros > 0 ? "charged" : "free",
        Display.Minutes(charge.ActiveTime),
        Money.FromMicros(charge.CostMicros),
        "USD",
        new ChargeBreakdownResponse(Money.FromMicros(charge.RateMicros), Display.Minutes(charge.ActiveTime), Money.FromMicros(charge.CostMicros)),
        charge.ExpertName,
        SessionNames.Of(charge.Type),
        charge.DemoMode,
        charge.EndedAt);
}

/// <param name="BaseRate">The price of a minute; 0 where time is not the price.</param>
internal sealed record ChargeBreakdownResponse(decimal BaseRate, double DurationMinutes, decimal Total);
