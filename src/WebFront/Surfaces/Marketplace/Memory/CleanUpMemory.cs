using Grains.Memory;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Memory;

/// <summary>POST /api/v1/memory/cleanup: forgets the caller's old memory entries, or merges them into fewer, and says how many.</summary>
internal sealed class CleanUpMemory : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/memory/cleanup", HandleAsync);

    private static async Task<Results<Ok<CleanUpMemoryResponse>, Refused>> HandleAsync(
        Body<CleanUpMemoryRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        check.Present(body.Value.OlderThanDays, "older_than_days");
        var days = check.Range(body.Value.OlderThanDays, "older_than_days", 0, 36_500) ?? 0;
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var command = new CleanMemory(caller.UserId, days, body.Value.PreserveImportant ?? true, body.Value.CompressOldEntries ?? false);
        var done = await grains.UserMemory(caller.UserId).CleanAsync(command, cancel);
        return done.ToOk(CleanUpMemoryResponse.From);
    }
}

/// <param name="OlderThanDays">0 to 36,500.</param>
/// <param name="PreserveImportant">True where it is missing.</param>
/// <param name="CompressOldEntries">False where it is missing: then old entries are forgotten.</param>
internal sealed record CleanUpMemoryRequest(int? OlderThanDays, bool? PreserveImportant, bool? CompressOldEntries);

/// <param name="EntriesCompressed">Old entries that were merged, into <paramref name="MergedInto"/>.</param>
/// <param name="EntriesPreserved">Old entries that stayed because they are important.</param>
internal sealed record CleanUpMemoryResponse(
    int EntriesBefore, int EntriesRemoved, int EntriesCompressed, int MergedInto, int EntriesPreserved, int EntriesAfter)
{
    public static CleanUpMemoryResponse From(CleanupView view) =>
        new(view.Before, view.Removed, view.Compressed, view.MergedInto, view.Preserved, view.After);
}
