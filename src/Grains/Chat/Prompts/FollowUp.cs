using System.Collections.Frozen;
using Grains.Chat.Models;

namespace Grains.Chat.Prompts;

/// <summary>Tells a question that leans on an earlier one, and what it leans on.</summary>
internal static class FollowUp
{
    // How far back a chain of follow-ups is traced to the question that named the topic.
    private const int LongestChain = 4;

    private static readonly FrozenSet<string> Pronouns = "it its they them their this that these those he she him her there one ones"
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Openings =
    [
        "and ", "but ", "also ", "or ", "so ", "then ", "what about", "how about", "what else", "anything else", "why not", "how so", "how come",
        "tell me more", "more about", "go on", "continue", "for example", "such as", "in that case", "what if",
    ];

    private static readonly FrozenSet<string> More = new[]
    {
        "more", "tell me more", "go on", "continue", "what else", "anything else", "and then", "more please", "tell me more please", "more details",
        "tell me more about it", "tell me more about that", "tell me more about this", "can you tell me more", "can you elaborate", "elaborate",
        "please elaborate", "please continue", "please go on", "is there more", "is there anything else", "what else is there", "keep going",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for a bare request to go on with the last answer.</summary>
    public static bool AsksForMore(string question) => More.Contains(string.Join(' ', Words.Read(question).Select(word => word.Text)));

    public static bool Is(string question)
    {
        var words = Words.Read(question);
        if (words.Count == 0) return false;

        var text = string.Join(' ', words.Select(word => word.Text)) + " ";
        if (Openings.Any(opening => text.StartsWith(opening, StringComparison.Ordinal))) return true;
        if (words.Count <= 3 && !words.Any(word => word.IsContent)) return true;

        var before = words.TakeWhile(word => !Pronouns.Contains(word.Text)).ToList();
        return before.Count < words.Count && before.Count(word => word.IsContent) <= 1;
    }

    /// <summary>The earlier question that names what this one leans on; null where it leans on none.</summary>
    public static string? Topic(string question, IReadOnlyList<TranscriptTurn> history)
    {
        if (history.Count == 0 || !Is(question)) return null;

        var at = history.Count - 1;
        for (var steps = 1; steps < LongestChain && at > 0 && Is(history[at].Question); steps++) at--;
        return history[at].Question;
    }
}
