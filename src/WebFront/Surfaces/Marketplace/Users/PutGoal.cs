using Grains.Memory;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>PUT /api/v1/users/{userId}/goals/{goalId}, an addition: renames a goal, or changes its priority or progress; <c>completed</c> completes it.</summary>
internal sealed class PutGoal : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPut("/users/{userId:guid}/goals/{goalId:guid}", HandleAsync);

    private static async Task<Results<Ok<GoalResponse>, Refused>> HandleAsync(
        Guid userId, Guid goalId, Body<GoalRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        if (OwnPath.Check(userId, caller) is { } stranger) return new Refused(stranger);
        var check = new Check();
        var goal = check.OptionalText(body.Value.Goal, "goal", 200, min: 1);
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var changed = await grains.UserMemory(userId).ChangeGoalAsync(
            new ChangeGoal(userId, goalId, goal, body.Value.Priority, body.Value.Progress), cancel);
        return changed.ToOk(GoalResponse.From);
    }
}
