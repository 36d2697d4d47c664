using Grains.Chat.Models;

namespace Grains.Chat.Prompts;

/// <summary>
/// What to search a clone's knowledge for: the question, and for one that leans on an earlier question ("and how long does
/// it take?") that one's topic too. A session searches with this, not with the bare question.
/// </summary>
public static class SearchText
{
    /// <param name="history">Earlier turns, oldest first.</param>
    public static string From(string question, IReadOnlyList<TranscriptTurn> history)
    {
        if (FollowUp.Topic(question, history) is not { } topic) return question;

        var asked = Words.Read(question).Where(word => word.IsContent).Select(word => word.Stem).ToHashSet(StringComparer.Ordinal);
        var carried = Words.Read(topic).Where(word => word.IsContent && asked.Add(word.Stem)).Select(word => word.Text);
        return $"{question} {string.Join(' ', carried)}".Trim();
    }
}
