using Grains.Memory;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>POST /api/v1/users/{userId}/goals, an addition: sets a goal; one of the same words is the same goal.</summary>
internal sealed class CreateGoal : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/users/{userId:guid}/goals", HandleAsync);

    private static async Task<Results<Ok<GoalResponse>, Refused>> HandleAsync(
        Guid userId, Body<GoalRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        if (OwnPath.Check(userId, caller) is { } stranger) return new Refused(stranger);
        var check = new Check();
        var goal = check.Text(body.Value.Goal, "goal", 1, 200);
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var set = await grains.UserMemory(userId).ChangeGoalAsync(
            new ChangeGoal(userId, null, goal, body.Value.Priority, body.Value.Progress), cancel);
        return set.ToOk(GoalResponse.From);
    }
}

/// <param name="Priority"><c>high</c>, <c>medium</c> or <c>low</c>.</param>
/// <param name="Progress"><c>not_started</c>, <c>planning_phase</c>, <c>in_progress</c> or <c>completed</c>.</param>
internal sealed record GoalRequest(
    string? Goal,
    [property: Words("high", "medium", "low")] string? Priority,
    [property: Words("not_started", "planning_phase", "in_progress", "completed")] string? Progress);
