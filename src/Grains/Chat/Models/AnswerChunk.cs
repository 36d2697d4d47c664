namespace Grains.Chat.Models;

/// <summary>A piece of a streaming answer. The last piece, whose text may be empty, also carries how the answer ended.</summary>
/// <param name="Text">What to append to the answer; may be empty.</param>
public sealed record AnswerChunk(string Text)
{
    /// <summary>On the last piece: the tokens used, as the provider reports them, or estimated where it reports none.</summary>
    public AnswerUsage? Usage { get; init; }

    /// <summary>On the last piece: <c>stop</c>, or <c>length</c> where a limit cut the answer.</summary>
    public string? FinishReason { get; init; }

    /// <summary>On the last piece: indexes into <see cref="AnswerRequest.Passages"/> that the answer really quotes; null if unknown.</summary>
    public IReadOnlyList<int>? UsedPassages { get; init; }

    /// <summary>On the last piece: indexes into <see cref="AnswerRequest.Memory"/> that the answer says it used; null for none.</summary>
    public IReadOnlyList<int>? UsedMemory { get; init; }
}

/// <summary>What one answer took, in the model's own tokens.</summary>
/// <param name="InputTokens">Of the prompt.</param>
/// <param name="OutputTokens">Of the answer.</param>
public sealed record AnswerUsage(int InputTokens, int OutputTokens);
