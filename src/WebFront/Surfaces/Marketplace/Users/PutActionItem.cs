using Grains.Summaries;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>PUT /api/v1/users/{userId}/action-items/{itemId}, an addition: completes it, opens it again, or changes its priority.</summary>
internal sealed class PutActionItem : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPut("/users/{userId:guid}/action-items/{itemId:guid}", HandleAsync);

    private static async Task<Results<Ok<OwnActionItem>, Refused>> HandleAsync(
        Guid userId, Guid itemId, Body<PutActionItemRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        if (OwnPath.Check(userId, caller) is { } stranger) return new Refused(stranger);
        var check = new Check();
        check.OneOf(body.Value.Priority, "priority", "high", "medium", "low");
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var found = await grains.SummaryDirectory().FindActionItemAsync(caller.UserId, itemId, cancel);
        if (found.IsRefused(out var refusal, out var item)) return new Refused(refusal);
        var command = new ChangeActionItem(caller.UserId, itemId, body.Value.Completed, body.Value.Priority);
        var changed = await grains.Summary(item.SessionId).ChangeActionItemAsync(command, cancel);
        return changed.ToOk(OwnActionItem.From);
    }
}

internal sealed record PutActionItemRequest(bool? Completed, [property: Words("high", "medium", "low")] string? Priority);
