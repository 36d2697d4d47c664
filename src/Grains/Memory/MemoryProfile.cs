using System.Collections.Immutable;
using Grains.Summaries.Extraction;

namespace Grains.Memory;

/// <summary>Adds a memory up; docs/memory.md tells how.</summary>
internal static class MemoryProfile
{
    private const int MostTopics = 10;
    private const int MostThemes = 5;
    private const int MostAreas = 10;

    public static MemoryProfileView Of(MemoryState state, int totalSessions)
    {
        var told = state.Entries.Where(entry => entry.Kind != MemoryKind.Preference).ToList();
        var topics = TopicFinder.Find([.. told.Select(entry => entry.Text)], MostTopics);
        return new MemoryProfileView(
            Preferences(state.Entries),
            Goals(state),
            [.. state.Areas.OrderByDescending(area => area.At).Take(MostAreas).Select(area => area.Area)],
            [.. topics.Select(topic => new TopicView(topic.Name, topic.Texts.Sum(at => told[at].Merged), topic.Texts.Max(at => told[at].At)))
                .OrderByDescending(topic => topic.Frequency)],
            Themes(topics, told),
            totalSessions,
            state.Entries.Length,
            !state.SwitchedOff);
    }

    /// <summary>Open ones first, then the newest.</summary>
    public static ImmutableArray<GoalView> Goals(MemoryState state) =>
    [
        .. state.Goals.OrderBy(goal => goal.CompletedAt is not null).ThenByDescending(goal => goal.Sessions.Length)
            .ThenByDescending(goal => goal.CreatedAt).Select(goal => goal.ToView()),
    ];

    public static ImmutableDictionary<string, string> Preferences(IEnumerable<MemoryEntry> entries) => entries
        .Where(entry => entry.Kind == MemoryKind.Preference)
        .GroupBy(entry => entry.Name)
        .ToImmutableDictionary(same => same.Key, same => same.MaxBy(entry => entry.At)!.Text);

    /// <summary>Topics that came up in several sessions, the most sessions first; where none did, the most frequent three.</summary>
    private static ImmutableArray<string> Themes(IReadOnlyList<FoundTopic> topics, List<MemoryEntry> told)
    {
        var spread = topics.Select(topic => (topic.Name, Sessions: topic.Texts.Select(at => told[at].SessionId).Distinct().Count())).ToList();
        var several = spread.Where(topic => topic.Sessions > 1).OrderByDescending(topic => topic.Sessions).Take(MostThemes).ToList();
        return [.. (several.Count > 0 ? several : spread.Take(3)).Select(topic => topic.Name)];
    }
}
