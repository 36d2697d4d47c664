using Grains.Outcomes;

namespace Grains.Limits;

/// <summary>Counts in memory; what was counted is forgotten with the activation, which lives longer than the longest window.</summary>
internal sealed class AttemptsGrain(LimitsOptions options, TimeProvider clock) : Grain, IAttemptsGrain
{
    private readonly LimitMeter meter = new(options, clock);

    public Task<Outcome<LimitWindow>> CountAsync(string limit, CancellationToken cancel)
    {
        DelayDeactivation(options.Of(limit).Window);
        var refusal = meter.Take([limit], out var windows);
        return Task.FromResult<Outcome<LimitWindow>>(refusal is null ? windows[0] : refusal);
    }
}
