using System.Collections.Immutable;

namespace Grains.Summaries;

/// <summary>Everything that is kept of a session's summary, as each of its events holds it whole.</summary>
internal sealed record SummaryState
{
    public Guid SummaryId { get; init; }

    public Guid SessionId { get; init; }

    public Guid OwnerId { get; init; }

    public Guid ExpertId { get; init; }

    public string ExpertName { get; init; } = "";

    public string Category { get; init; } = "";

    public SummaryType Type { get; init; }

    public SummaryContent Content { get; init; } = new("", [], [], [], [], [], []);

    public SummaryOrigin Origin { get; init; } = new("", null, 0, 0);

    /// <summary>Of the transcript and what was asked for: the same again makes no new summary.</summary>
    public string Fingerprint { get; init; } = "";

    public string? UserNotes { get; init; }

    public string? PrivateNotes { get; init; }

    public bool FollowUpNeeded { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Forgotten: nothing of it is left but that there was something.</summary>
    public bool Erased { get; init; }

    public SummaryView ToView(int? rating) => new(
        SummaryId, SessionId, ExpertId, ExpertName, Category, Type, Content, Origin, UserNotes, PrivateNotes, rating, FollowUpNeeded,
        CreatedAt, UpdatedAt);

    /// <summary>The action items of a new summary, with what was done of the old ones: those stay, also where they are not named again.</summary>
    public static ImmutableArray<ActionItem> Keep(ImmutableArray<ActionItem> old, ImmutableArray<ActionItem> found)
    {
        var known = old.ToDictionary(item => item.ItemId);
        var again = found.Select(item => known.TryGetValue(item.ItemId, out var before) ? item with { CompletedAt = before.CompletedAt } : item).ToList();
        var done = old.Where(item => item.CompletedAt is not null && !again.Exists(other => other.ItemId == item.ItemId));
        return [.. again, .. done];
    }
}
