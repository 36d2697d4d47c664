using System.Collections.Immutable;
using Grains.Knowledge;

namespace Grains.Chat;

/// <param name="Query">1 to 32,768 characters.</param>
[GenerateSerializer, Immutable, Alias("chat.run-rag-test")]
public sealed record RunRagTest([property: Id(0)] Guid UserId, [property: Id(1)] string Query);

/// <param name="Retrieved">What the model was given, best first.</param>
/// <param name="Sources">What the answer quotes of it; all of it where the model does not say.</param>
/// <param name="ContextLength">Characters of what the model was given.</param>
/// <param name="ProcessingTime">All of it, from the question to the end of the answer.</param>
[GenerateSerializer, Immutable, Alias("chat.rag-test-view")]
public sealed record RagTestView(
    [property: Id(0)] string Answer,
    [property: Id(1)] ImmutableArray<Passage> Retrieved,
    [property: Id(2)] ImmutableArray<AnswerSource> Sources,
    [property: Id(3)] int ContextLength,
    [property: Id(4)] TimeSpan EmbeddingTime,
    [property: Id(5)] TimeSpan SearchTime,
    [property: Id(6)] TimeSpan GenerationTime,
    [property: Id(7)] TimeSpan ProcessingTime,
    [property: Id(8)] string Model,
    [property: Id(9)] int InputTokens,
    [property: Id(10)] int OutputTokens,
    [property: Id(11)] string FinishReason);
