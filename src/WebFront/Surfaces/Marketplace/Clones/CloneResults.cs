using Grains.Clones;
using Grains.Outcomes;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Clones;

internal static class CloneResults
{
    /// <summary>200 with the clone and how far its setup is, or the refusal.</summary>
    public static async Task<Results<Ok<CloneResponse>, Refused>> ToCloneAsync(
        this Outcome<CloneView> outcome, IGrainFactory grains, CancellationToken cancel)
    {
        if (outcome.IsRefused(out var refusal, out var clone)) return new Refused(refusal);
        return TypedResults.Ok(CloneResponse.From(clone) with { SetupSteps = await SetupStep.OfAsync(clone, grains, cancel) });
    }
}
