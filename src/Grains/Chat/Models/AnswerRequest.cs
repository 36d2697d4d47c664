using Grains.Knowledge;
using Grains.Memory;

namespace Grains.Chat.Models;

/// <summary>Everything one answer is made from.</summary>
/// <param name="Model">The clone's response model; a configured provider's name, or <c>embedded</c>, which needs no key.</param>
/// <param name="Persona">Who answers.</param>
/// <param name="Passages">What the answer may be made from, best first.</param>
/// <param name="History">Earlier turns, oldest first, bounded by the caller.</param>
/// <param name="Question">What was asked now.</param>
/// <param name="Temperature">0 to 2; a model that is deterministic ignores it.</param>
/// <param name="MaxTokens">The longest answer, at least 1.</param>
public sealed record AnswerRequest(
    string Model,
    AnswerPersona Persona,
    IReadOnlyList<Passage> Passages,
    IReadOnlyList<TranscriptTurn> History,
    string Question,
    double Temperature,
    int MaxTokens)
{
    /// <summary>
    /// The part of this answer that is already stored, when a dead answer is picked up again; the stream then yields only what
    /// follows it. Null for a new answer. Exact only where <see cref="IAnswerer.CanContinue"/> says so.
    /// </summary>
    public string? Continue { get; init; }

    /// <summary>What is remembered of the user from earlier sessions.</summary>
    public IReadOnlyList<MemoryNote> Memory { get; init; } = [];
}

/// <summary>Who answers: the clone as its owner describes it.</summary>
public sealed record AnswerPersona(
    string Name,
    string Description,
    string Bio,
    string Personality,
    IReadOnlyList<string> ExpertiseAreas);

/// <summary>An earlier turn of the session.</summary>
public sealed record TranscriptTurn(string Question, string Answer);
