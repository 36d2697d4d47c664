namespace Grains.Summaries.Extraction;

/// <summary>What a summary is to hold.</summary>
/// <param name="Parts">The parts that are wanted.</param>
/// <param name="Topics">Whose sentences count more.</param>
internal sealed record SummaryWishes(SummaryType Type, bool IncludeSources, SummaryPart Parts, IReadOnlyList<string> Topics)
{
    public bool Wants(SummaryPart part) => (Parts & part) != 0;

    public static SummaryWishes Of(SummarizeSession command)
    {
        var (parts, topics) = (SummaryPart.None, new List<string>());
        foreach (var area in command.FocusAreas)
        {
            var part = area.Trim().ToLowerInvariant().Replace(' ', '_') switch
            {
                "key_insights" or "insights" => SummaryPart.KeyInsights,
                "action_items" => SummaryPart.ActionItems,
                "recommendations" => SummaryPart.Recommendations,
                "next_steps" => SummaryPart.ActionItems | SummaryPart.NextTopics,
                "next_session_topics" => SummaryPart.NextTopics,
                _ => SummaryPart.None,
            };
            parts |= part;
            if (part == SummaryPart.None) topics.Add(area);
        }

        if (parts == SummaryPart.None) parts = command.Type == SummaryType.ActionItems ? SummaryPart.ActionItems | SummaryPart.NextTopics : SummaryPart.All;
        return new SummaryWishes(command.Type, command.IncludeSources, parts, topics);
    }
}

[Flags]
internal enum SummaryPart
{
    None = 0,
    KeyInsights = 1,
    ActionItems = 2,
    Recommendations = 4,
    NextTopics = 8,
    All = KeyInsights | ActionItems | Recommendations | NextTopics,
}

/// <summary>How much of each a summary holds at most.</summary>
internal readonly record struct SummarySize(int Sentences, int Insights, int ActionItems, int Recommendations, int NextTopics)
{
    public static SummarySize Of(SummaryType type) => type switch
    {
        SummaryType.Brief => new SummarySize(2, 3, 3, 2, 2),
        SummaryType.ActionItems => new SummarySize(0, 7, 20, 7, 5),
        _ => new SummarySize(6, 7, 10, 7, 5),
    };
}
