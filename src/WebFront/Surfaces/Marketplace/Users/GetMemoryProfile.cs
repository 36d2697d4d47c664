using System.Text.Json.Serialization;
using Grains.Memory;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>GET /api/v1/users/{userId}/memory/profile: what the caller's memory adds up to.</summary>
internal sealed class GetMemoryProfile : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/users/{userId:guid}/memory/profile", HandleAsync);

    private static async Task<Results<Ok<MemoryProfileResponse>, Refused>> HandleAsync(
        Guid userId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        if (OwnPath.Check(userId, caller) is { } stranger) return new Refused(stranger);
        return TypedResults.Ok(MemoryProfileResponse.From(await grains.UserMemory(userId).GetProfileAsync(cancel)));
    }
}

/// <summary>As documented; <c>memory_enabled</c> is an addition.</summary>
internal sealed record MemoryProfileResponse(
    UserProfileResponse UserProfile, IReadOnlyList<string> ConversationThemes, int TotalSessions, int MemoryEntries, bool MemoryEnabled)
{
    public static MemoryProfileResponse From(MemoryProfileView view) => new(
        new UserProfileResponse(
            Preferences(view),
            [.. view.Goals.Select(GoalResponse.From)],
            view.ExpertiseAreas,
            [.. view.Topics.Select(topic => new TopicResponse(topic.Topic, topic.Frequency, topic.LastDiscussed))]),
        view.Themes,
        view.TotalSessions,
        view.Entries,
        view.Enabled);

    /// <summary>The document's own name for a style is short in the profile and long in what is stored.</summary>
    private static Dictionary<string, string> Preferences(MemoryProfileView view) => view.Preferences
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .ToDictionary(pair => pair.Key == "communication_style" ? "style" : pair.Key, pair => pair.Value);
}

internal sealed record UserProfileResponse(
    IReadOnlyDictionary<string, string> CommunicationPreferences,
    IReadOnlyList<GoalResponse> Goals,
    IReadOnlyList<string> ExpertiseAreasDiscussed,
    IReadOnlyList<TopicResponse> CommonTopics);

/// <summary>A goal as documented; <c>goal_id</c>, <c>created_at</c> and <c>completed_at</c> are additions.</summary>
internal sealed record GoalResponse(
    string Goal,
    [property: Words("high", "medium", "low")] string Priority,
    int SessionsDiscussed,
    [property: Words("not_started", "planning_phase", "in_progress", "completed")] string Progress,
    Guid GoalId,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? CompletedAt)
{
    public static GoalResponse From(GoalView view) =>
        new(view.Goal, view.Priority, view.SessionsDiscussed, view.Progress, view.GoalId, view.CreatedAt, view.CompletedAt);
}

internal sealed record TopicResponse(string Topic, int Frequency, DateTimeOffset LastDiscussed);
