using Grains.Outcomes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace WebFront.Endpoints;

/// <summary>From what a grain answered to what the endpoint answers.</summary>
internal static class OutcomeResults
{
    /// <summary>200 with the response made of the value, or the refusal in the surface's error shape.</summary>
    public static Results<Ok<TResponse>, Refused> ToOk<T, TResponse>(this Outcome<T> outcome, Func<T, TResponse> shape) =>
        outcome.IsRefused(out var refusal, out var value) ? new Refused(refusal) : TypedResults.Ok(shape(value));

    /// <summary>204, or the refusal.</summary>
    public static Results<NoContent, Refused> ToNoContent<T>(this Outcome<T> outcome) =>
        outcome.IsRefused(out var refusal, out _) ? new Refused(refusal) : TypedResults.NoContent();
}
