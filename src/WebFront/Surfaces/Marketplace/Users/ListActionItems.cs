using Grains.Outcomes;
using Grains.Summaries;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Experts;
using Commands = Grains.Summaries;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>GET /api/v1/users/{userId}/action-items, an addition: what the caller's summaries say is to be done.</summary>
internal sealed class ListActionItems : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/users/{userId:guid}/action-items", HandleAsync);

    private static async Task<Results<Ok<ActionItemListResponse>, Refused>> HandleAsync(
        Guid userId, HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        if (OwnPath.Check(userId, caller) is { } stranger) return new Refused(stranger);
        var query = new QueryValues(request);
        var page = query.Page();
        bool? completed = query.OneOf("status", "open", "completed", "all") switch { "open" => false, "completed" => true, _ => null };
        var session = query.Text("session_id", 100);
        Guid? sessionId = Guid.TryParse(session, out var id) ? id : null;
        if (query.Refusal is { } refusal) return new Refused(refusal);
        if (session is not null && sessionId is null) return new Refused(Refusal.Invalid("request.invalid", "session_id", "A UUID is required."));

        var found = await grains.SummaryDirectory().ListActionItemsAsync(
            new Commands.ListActionItems(caller.UserId, completed, sessionId, page.Number, page.Limit), cancel);
        return TypedResults.Ok(new ActionItemListResponse([.. found.Items.Select(OwnActionItem.From)], page.Of(found.Total)));
    }
}

internal sealed record ActionItemListResponse(IReadOnlyList<OwnActionItem> ActionItems, Pagination Pagination);

internal sealed record OwnActionItem(
    Guid ItemId,
    Guid SessionId,
    string Item,
    [property: Words("high", "medium", "low")] string Priority,
    string EstimatedEffort,
    bool Completed,
    DateTimeOffset? CompletedAt,
    DateTimeOffset CreatedAt)
{
    public static OwnActionItem From(ActionItemView view) => new(
        view.Item.ItemId, view.SessionId, view.Item.Item, view.Item.Priority, view.Item.EstimatedEffort ?? "unspecified",
        view.Item.CompletedAt is not null, view.Item.CompletedAt, view.CreatedAt);
}
