namespace Grains.Chat.Models;

/// <summary>Makes answers: the port between a chat session and the models.</summary>
public interface IAnswerer
{
    /// <summary>
    /// Streams one answer. Cancelling closes the provider's stream. Ends with exactly one piece that has a
    /// <see cref="AnswerChunk.FinishReason"/>.
    /// </summary>
    /// <exception cref="ModelFailedException">The model could not begin or finish; the pieces already yielded stand.</exception>
    IAsyncEnumerable<AnswerChunk> AnswerAsync(AnswerRequest request, CancellationToken cancel);

    /// <summary>
    /// What a clone may name as its model, in order: <c>default</c> for whichever the operator has made the default, and the configured ones.
    /// Any other name, from before it was taken away, is answered by the default.
    /// </summary>
    IReadOnlyList<string> ModelNames { get; }

    /// <summary>True where running the same request again gives the same text, so that <see cref="AnswerRequest.Continue"/> is exact.</summary>
    bool CanContinue(string model);

    /// <summary>
    /// An estimate of a text's tokens: used where a provider reports no usage, and to meter an answer while it streams. Never
    /// less than the number of words, and 0 only for an empty text.
    /// </summary>
    int CountTokens(string text);
}
