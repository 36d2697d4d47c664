using Grains.Summaries;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;
using Commands = Grains.Summaries;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>POST /api/v1/sessions/{sessionId}/summarize: makes the session's summary; the same wish for the same transcript answers the same one.</summary>
internal sealed class SummarizeSession : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/sessions/{sessionId:guid}/summarize", HandleAsync);

    private static async Task<Results<Ok<SummaryResponse>, Refused>> HandleAsync(
        Guid sessionId, Body<SummarizeRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        check.OneOf(body.Value.SummaryType, "summary_type", "brief", "detailed", "action_items");
        var areas = check.List(body.Value.FocusAreas, "focus_areas", 10) ?? [];
        foreach (var area in areas) check.Text(area, "focus_areas", 1, 100);
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var command = new Commands.SummarizeSession(
            caller.UserId, SummaryNames.ParseType(body.Value.SummaryType), body.Value.IncludeSources ?? true, [.. areas.OfType<string>()]);
        var made = await grains.Summary(sessionId).SummarizeAsync(command, cancel);
        return made.ToOk(SummaryResponse.From);
    }
}

/// <param name="SummaryType"><c>brief</c>, <c>detailed</c> (where it is missing) or <c>action_items</c>.</param>
/// <param name="IncludeSources">True where it is missing.</param>
internal sealed record SummarizeRequest([property: WordsOf<SummaryType>] string? SummaryType, bool? IncludeSources, IReadOnlyList<string?>? FocusAreas);
