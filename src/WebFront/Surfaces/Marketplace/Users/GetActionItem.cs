using Grains.Summaries;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>GET /api/v1/users/{userId}/action-items/{itemId}, an addition: one of the things that the caller's summaries say are to be done.</summary>
internal sealed class GetActionItem : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/users/{userId:guid}/action-items/{itemId:guid}", HandleAsync);

    private static async Task<Results<Ok<OwnActionItem>, Refused>> HandleAsync(
        Guid userId, Guid itemId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        if (OwnPath.Check(userId, caller) is { } stranger) return new Refused(stranger);
        var found = await grains.SummaryDirectory().FindActionItemAsync(caller.UserId, itemId, cancel);
        return found.ToOk(OwnActionItem.From);
    }
}
