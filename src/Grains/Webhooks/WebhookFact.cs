using System.Text.Json.Nodes;

namespace Grains.Webhooks;

/// <summary>Something that happened, in the words of webhooks.</summary>
/// <param name="Event">Of <see cref="WebhookEvents"/>.</param>
/// <param name="Source">The log's name for it: stream and number.</param>
/// <param name="About">The user whose doing it is.</param>
internal sealed record WebhookFact(string Event, string Source, DateTimeOffset At, Guid About)
{
    /// <summary>What each user who hears of it is told.</summary>
    public required IReadOnlyList<(Guid UserId, JsonObject Data)> Copies { get; init; }
}
