using Grains.Memory;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>GET /api/v1/users/{userId}/goals, an addition: the caller's goals, at most 200, open ones first.</summary>
internal sealed class ListGoals : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/users/{userId:guid}/goals", HandleAsync);

    private static async Task<Results<Ok<GoalListResponse>, Refused>> HandleAsync(
        Guid userId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        if (OwnPath.Check(userId, caller) is { } stranger) return new Refused(stranger);
        var goals = await grains.UserMemory(userId).ListGoalsAsync(cancel);
        return TypedResults.Ok(new GoalListResponse([.. goals.Select(GoalResponse.From)]));
    }
}

internal sealed record GoalListResponse(IReadOnlyList<GoalResponse> Goals);
