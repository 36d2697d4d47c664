using Grains.Outcomes;
using Grains.Summaries;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Experts;
using WebFront.Surfaces.Marketplace.Sessions;
using Commands = Grains.Summaries;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>GET /api/v1/users/{userId}/summaries: the caller's own summaries, newest first.</summary>
internal sealed class ListSummaries : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/users/{userId:guid}/summaries", HandleAsync);

    private static async Task<Results<Ok<SummaryListResponse>, Refused>> HandleAsync(
        Guid userId, HttpRequest request, Caller caller, IGrainFactory grains, TimeProvider clock, CancellationToken cancel)
    {
        if (OwnPath.Check(userId, caller) is { } stranger) return new Refused(stranger);
        var query = new QueryValues(request);
        var page = query.Page();
        var expert = query.Text("expert_id", 100);
        Guid? expertId = Guid.TryParse(expert, out var id) ? id : null;
        var range = DateRange.Parse(query.Text("date_range", 100), clock.GetUtcNow());
        var category = query.Text("category", 100);
        if (query.Refusal is { } refusal) return new Refused(refusal);
        if (expert is not null && expertId is null) return new Refused(Refusal.Invalid("request.invalid", "expert_id", "A UUID is required."));
        if (range is not { } span) return new Refused(DateRange.Invalid);

        var found = await grains.SummaryDirectory().ListAsync(
            new Commands.ListSummaries(caller.UserId, expertId, span.From, span.To, category, page.Number, page.Limit), cancel);
        return TypedResults.Ok(new SummaryListResponse([.. found.Summaries.Select(ListedSummary.From)], page.Of(found.Total)));
    }
}

internal sealed record SummaryListResponse(IReadOnlyList<ListedSummary> Summaries, Pagination Pagination);

/// <summary>What a list shows of a summary; all of it, the session's rating too, is at <c>sessions/{id}/summary</c>.</summary>
internal sealed record ListedSummary(
    Guid SummaryId,
    Guid SessionId,
    Guid ExpertId,
    string ExpertName,
    string Category,
    [property: WordsOf<SummaryType>] string SummaryType,
    string SummaryText,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> KeyInsights,
    int ActionItems,
    int ActionItemsCompleted,
    string? UserNotes,
    bool FollowUpNeeded,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static ListedSummary From(SummaryView view) => new(
        view.SummaryId,
        view.SessionId,
        view.ExpertId,
        view.ExpertName,
        view.Category,
        SummaryNames.Of(view.Type),
        view.Content.Text,
        view.Content.Topics,
        view.Content.KeyInsights,
        view.Content.ActionItems.Length,
        view.Content.ActionItems.Count(item => item.CompletedAt is not null),
        view.UserNotes,
        view.FollowUpNeeded,
        view.CreatedAt,
        view.UpdatedAt);
}
