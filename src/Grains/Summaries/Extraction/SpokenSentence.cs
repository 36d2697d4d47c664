using Grains.Chat.Prompts;

namespace Grains.Summaries.Extraction;

/// <summary>A sentence or list item of a transcript.</summary>
/// <param name="Message">The place of its message in the transcript.</param>
/// <param name="Order">Its place in the transcript.</param>
internal sealed record SpokenSentence(int Message, int Order, bool FromUser, string Text)
{
    private const int Longest = 400;

    public IReadOnlyList<Word> Words { get; } = Chat.Prompts.Words.Read(Text);

    /// <summary>The stems of its words that carry meaning, each once.</summary>
    public IReadOnlySet<string> Stems { get; } = Chat.Prompts.Words.ContentStems(Text).ToHashSet(StringComparer.Ordinal);

    public bool IsQuestion => Text.TrimEnd('"', '”', '’', ')').EndsWith('?');

    /// <summary>Enough to stand alone, and not a whole page.</summary>
    public bool IsTelling => Stems.Count >= 3 && Text.Length <= Longest;

    /// <summary>The share of stems that two sentences have in common, 0 to 1 (Jaccard).</summary>
    public double Overlap(SpokenSentence other)
    {
        var common = Stems.Count(other.Stems.Contains);
        return common == 0 ? 0 : (double)common / (Stems.Count + other.Stems.Count - common);
    }
}
