using Grains.Accounts;
using Grains.Outcomes;
using Microsoft.AspNetCore.Http.Features;
using WebFront.Authentication;
using WebFront.Description;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>
/// DELETE /api/v1/users/account: ends all sign-ins at once, removes or anonymises everything of the caller and says what. An optional body may hold
/// the password, which then has to be right. 202 where something is still being done; it goes on by itself.
/// </summary>
internal sealed class DeleteAccount : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapDelete("/users/account", HandleAsync).CountsAttempts()
        .Produces<DeleteAccountResponse>().Produces<DeleteAccountResponse>(StatusCodes.Status202Accepted);

    private static async Task<IResult> HandleAsync(HttpContext context, Caller caller, Attempts attempts, IGrainFactory grains)
    {
        string? password = null;
        if (HasBody(context))
        {
            if ((await Body.ReadAsync<DeleteAccountRequest>(context)).IsRefused(out var malformed, out var body)) return new Refused(malformed);
            password = body.Password;
        }

        if (await attempts.CountAsync(context, "delete-account", caller.UserId.ToString("N")) is { } tooMany) return new Refused(tooMany);

        var outcome = await EraseAsync(grains, caller.UserId, password);
        if (outcome.IsRefused(out var refusal, out var report)) return new Refused(refusal);
        var response = DeleteAccountResponse.From(report);
        return report.IsComplete ? TypedResults.Ok(response) : TypedResults.Accepted((string?)null, response);
    }

    /// <summary>Of a user of whom there is very much, the work outlives the call.</summary>
    private static async Task<Outcome<ErasureReport>> EraseAsync(IGrainFactory grains, Guid userId, string? password)
    {
        try
        {
            return await grains.Erasure(userId).EraseAsync(new EraseAccount(password), CancellationToken.None);
        }
        catch (TimeoutException)
        {
            if ((await grains.Account(userId).GetAsync(CancellationToken.None)).Refusal is null) throw;
            return new ErasureReport(userId, IsComplete: false, [], []);
        }
    }

    private static bool HasBody(HttpContext context) =>
        context.Request.ContentLength is not 0
        && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };

    private sealed record DeleteAccountRequest(string? Password);
}

/// <param name="Status"><c>deleted</c>, or <c>in_progress</c>.</param>
/// <param name="Erased">What was removed or stays without a trace of whose it was, by kind.</param>
/// <param name="Kept">What stays, and why.</param>
internal sealed record DeleteAccountResponse(
    Guid UserId,
    [property: Words("deleted", "in_progress")] string Status,
    string Message,
    IReadOnlyList<ErasedResponse> Erased,
    IReadOnlyList<KeptResponse> Kept)
{
    public static DeleteAccountResponse From(ErasureReport report) => new(
        report.UserId,
        report.IsComplete ? "deleted" : "in_progress",
        report.IsComplete ? "The account is deleted." : "The account is closed. What is left of it is being removed.",
        [.. report.Erased.Select(static kind => new ErasedResponse(kind.Kind, kind.Removed, kind.Anonymised))],
        [.. report.Kept.Select(static kind => new KeptResponse(kind.Kind, kind.Reason))]);
}

internal sealed record ErasedResponse(string Kind, int Removed, int Anonymised);

internal sealed record KeptResponse(string Kind, string Reason);
