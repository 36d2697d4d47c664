namespace Grains.Providers.Models.Embedded;

/// <summary>What was asked, taken apart.</summary>
/// <param name="Terms">The stems to look for, with how much each counts (own words 1, words carried over from an earlier question less).</param>
/// <param name="Pairs">Stems that stand next to each other in the question.</param>
internal sealed record Question(
    string Text,
    QuestionKind Kind,
    IReadOnlyList<QuestionTerm> Terms,
    IReadOnlyList<(string First, string Second)> Pairs)
{
    /// <summary>What a plain "what is…" or "tell me about…" asks about, in the asker's words; null for other questions.</summary>
    public string? Topic { get; init; }

    /// <summary>The stem of what a "how many" counts.</summary>
    public string? Counted { get; init; }

    /// <summary>A bare "tell me more": what earlier answers quoted is not quoted again.</summary>
    public bool AsksForMore { get; init; }
}

internal readonly record struct QuestionTerm(string Stem, double Weight)
{
    /// <summary>It comes from the question that a follow-up leans on, beside words of its own.</summary>
    public bool IsCarried { get; init; }
}

internal enum QuestionKind
{
    Other = 0,
    HowMany,
    When,
    Where,
    Who,
    Why,
    HowTo,
    Definition,
    List,
    YesNo,
    Overview,
}
