using System.Collections.Immutable;
using Grains.Knowledge;

namespace Grains.Chat.Prompts;

/// <summary>What of the found passages an answer is given, and what of those it is said to be from.</summary>
internal static class AnswerContext
{
    /// <summary>The best passages that fit into the clone's context length, best first; always at least one.</summary>
    public static Passage[] Fit(ImmutableArray<Passage> passages, int maxContextLength)
    {
        var length = 0;
        return [.. passages.TakeWhile((passage, index) => (length += passage.Text.Length) <= maxContextLength || index == 0)];
    }

    /// <summary>How many of the passages that an answer quotes are of the clone's knowledge.</summary>
    public static int CountKnowledge(Passage[] passages, IReadOnlyList<int>? used)
    {
        var count = 0;
        for (var at = 0; at < used?.Count; at++)
            if (used[at] >= 0 && used[at] < passages.Length && !passages[used[at]].IsAttachment) count++;
        return count;
    }

    /// <param name="used">Indexes of the passages that the answer quotes; null where that is not known, and any of them may be.</param>
    public static ImmutableArray<AnswerSource> SourcesOf(Passage[] passages, IReadOnlyList<int>? used) =>
    [
        .. (used is null ? passages : used.Where(index => index >= 0 && index < passages.Length).Select(index => passages[index]))
            .GroupBy(passage => (passage.DocumentId, passage.Page, passage.Url))
            .Select(group => group.MaxBy(passage => passage.Score)!)
            .Select(passage => new AnswerSource(passage.DocumentTitle, passage.Page, passage.Section, passage.Score, passage.DocumentId)
            {
                Url = passage.Url,
                IsAttachment = passage.IsAttachment,
            }),
    ];
}
