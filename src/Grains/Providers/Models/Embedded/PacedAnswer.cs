using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Grains.Providers.Models.Embedded;

/// <summary>
/// Streams a finished text as a model would: piece by piece at a steady rate, the first at once, usage at the end. Pieces
/// that fall due within the same tick come together, so that many answers at once cost few timers.
/// </summary>
internal static class PacedAnswer
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);

    /// <param name="tokensPerSecond">0 for no pacing.</param>
    /// <param name="ready">How many characters the caller already has: they come at once.</param>
    /// <param name="whole">Whether the text is one piece.</param>
    public static async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        string text,
        int inputTokens,
        int maxTokens,
        double tokensPerSecond,
        int ready,
        UsedMaterial? used,
        bool whole,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var answer = TextPieces.Take(text, maxTokens);
        var tokens = TextPieces.Count(answer);
        if (whole)
        {
            cancel.ThrowIfCancellationRequested();
            if (answer.Length > 0) yield return new ChatResponseUpdate(ChatRole.Assistant, answer);
            yield return Last(inputTokens, tokens, answer.Length < text.Length, used);
            yield break;
        }

        var (sent, paced, started) = (0, 0, clock.GetTimestamp());
        var pending = new System.Text.StringBuilder();
        foreach (var piece in TextPieces.Split(answer))
        {
            cancel.ThrowIfCancellationRequested();
            pending.Append(piece);
            sent += piece.Length;
            if (sent <= ready) continue;

            if (paced++ > 0 && tokensPerSecond > 0)
            {
                var ahead = TimeSpan.FromSeconds(paced / tokensPerSecond) - clock.GetElapsedTime(started);
                if (ahead <= TimeSpan.Zero) continue;
                yield return Piece(pending);
                await Task.Delay(ahead > Tick ? ahead : Tick, clock, cancel);
            }
            else
            {
                yield return Piece(pending);
            }
        }

        if (pending.Length > 0) yield return Piece(pending);
        yield return Last(inputTokens, tokens, answer.Length < text.Length, used);
    }

    private static ChatResponseUpdate Piece(System.Text.StringBuilder pending)
    {
        var update = new ChatResponseUpdate(ChatRole.Assistant, pending.ToString());
        pending.Clear();
        return update;
    }

    private static ChatResponseUpdate Last(int inputTokens, int tokens, bool cut, UsedMaterial? used)
    {
        var usage = new UsageDetails { InputTokenCount = inputTokens, OutputTokenCount = tokens, TotalTokenCount = inputTokens + tokens };
        return new(ChatRole.Assistant, [new UsageContent(usage)])
        {
            FinishReason = cut ? ChatFinishReason.Length : ChatFinishReason.Stop,
            AdditionalProperties = used is null
                ? null
                : new() { [AnswerProperties.UsedPassages] = used.Passages, [AnswerProperties.UsedMemory] = used.Memory },
        };
    }
}

/// <summary>What an answer quotes, by its places in the request.</summary>
internal sealed record UsedMaterial(IReadOnlyList<int> Passages, IReadOnlyList<int> Memory);
