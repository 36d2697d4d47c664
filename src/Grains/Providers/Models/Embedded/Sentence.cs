using Grains.Chat.Prompts;

namespace Grains.Providers.Models.Embedded;

/// <summary>A sentence or list item of a passage.</summary>
/// <param name="Passage">Index of the passage.</param>
/// <param name="Order">Its place within the passage.</param>
/// <param name="Block">Its paragraph or list within the passage.</param>
/// <param name="Heading">The heading above it; empty if none is in the passage.</param>
internal sealed record Sentence(int Passage, int Order, int Block, string Text, string Heading)
{
    public SentenceKind Kind { get; init; }

    /// <summary>The passage was cut out of its document in the middle of this sentence.</summary>
    public bool CutAtStart { get; init; }

    /// <inheritdoc cref="CutAtStart"/>
    public bool CutAtEnd { get; init; }

    public IReadOnlyList<Word> Words { get; } = Chat.Prompts.Words.Read(Text);

    public bool IsItem => Kind is SentenceKind.Bullet or SentenceKind.Step or SentenceKind.Row;

    /// <summary>The text without what overlapping passages may differ in.</summary>
    public string Key => string.Join(' ', Words.Select(word => word.Text));

    /// <summary>It speaks of something by a pronoun early on.</summary>
    public bool RefersBack => Kind == SentenceKind.Prose && Words.Take(5).Any(word => Anaphora.IsPronoun(word.Text));

    /// <summary>What it starts with refers to the sentence before it.</summary>
    public bool LeansBack => Kind == SentenceKind.Prose && Words.Count > 0 && Anaphora.LeansBack(Text, Words);
}

internal enum SentenceKind
{
    Prose = 0,
    Bullet = 1,
    Step = 2,
    Heading = 3,
    Row = 4,
}
