using Grains.Chat;
using Grains.Memory;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>GET /api/v1/sessions/{sessionId}/memory: what is remembered of a session; empty where nothing is.</summary>
internal sealed class GetMemory : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/sessions/{sessionId:guid}/memory", HandleAsync);

    private static async Task<Results<Ok<SessionMemoryResponse>, Refused>> HandleAsync(
        Guid sessionId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var session = await grains.ChatSession(sessionId).GetAsync(caller.UserId, cancel);
        if (session.IsRefused(out var refusal, out _)) return new Refused(refusal);
        return TypedResults.Ok(SessionMemoryResponse.From(await grains.UserMemory(caller.UserId).GetSessionAsync(sessionId, cancel)));
    }
}

/// <summary>The members of the documented request, as they are stored; <c>session_id</c>, <c>memory_entries</c> and <c>updated_at</c> are additions.</summary>
internal sealed record SessionMemoryResponse(
    Guid SessionId,
    IReadOnlyList<string> KeyPoints,
    IReadOnlyDictionary<string, object> UserPreferences,
    string? ImportantContext,
    int MemoryEntries,
    DateTimeOffset? UpdatedAt)
{
    public static SessionMemoryResponse From(SessionMemoryView view)
    {
        var preferences = view.Preferences.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => (object)pair.Value);
        preferences["goals"] = view.Goals.ToArray();
        return new SessionMemoryResponse(view.SessionId, view.KeyPoints, preferences, view.Context, view.Entries, view.UpdatedAt);
    }
}
