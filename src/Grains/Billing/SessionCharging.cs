using Grains.Chat;
using Grains.Clones;
using Grains.Outcomes;

namespace Grains.Billing;

/// <summary>Holds what a client believes of a bill against what it is: pure.</summary>
internal static class SessionCharging
{
    private const long HalfACent = 5_000;
    private const long OneMinute = 1_000_000;

    public static Outcome<SessionChargeView> Check(ChargeSession claim, ChatSessionView session)
    {
        var pricing = session.Snapshot.Pricing.For(session.Type);
        var rate = !session.DemoMode && pricing.Model == PricingModel.PerMinute ? pricing.HourlyMicros / 60 : 0;
        var minutes = (long)((Int128)session.ActiveTime.Ticks * 1_000_000 / TimeSpan.TicksPerMinute);
        if (Differs(claim.CostMicros, session.ChargedMicros, HalfACent)) return Mismatch("final_cost", claim.CostMicros, session.ChargedMicros);
        if (Differs(claim.TotalMicros, session.ChargedMicros, HalfACent)) return Mismatch("cost_breakdown.total", claim.TotalMicros, session.ChargedMicros);
        if (rate > 0 && Differs(claim.RateMicros, rate, HalfACent)) return Mismatch("cost_breakdown.base_rate", claim.RateMicros, rate);
        if (Differs(claim.MinutesMillionths, minutes, OneMinute)) return Mismatch("session_duration_minutes", claim.MinutesMillionths, minutes);
        if (Differs(claim.BreakdownMinutesMillionths, minutes, OneMinute))
            return Mismatch("cost_breakdown.duration_minutes", claim.BreakdownMinutesMillionths, minutes);

        return new SessionChargeView(
            session.SessionId, session.Snapshot.Name, session.Type, session.DemoMode, session.ChargedMicros, rate, session.ActiveTime,
            session.EndedAt ?? session.LastActivityAt);
    }

    /// <summary>Clients round for display, so what rounds to the same is the same.</summary>
    private static bool Differs(long? claimed, long actual, long tolerance) => claimed is { } value && Math.Abs(value - actual) > tolerance;

    private static Refusal Mismatch(string field, long? claimed, long actual) =>
        new(RefusalKind.Conflict, "billing.charge_mismatch", "The session's bill is another one; nothing was changed.")
        {
            Field = field,
            Mismatch = new RefusalMismatch(claimed.GetValueOrDefault(), actual),
        };
}
