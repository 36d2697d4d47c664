using System.Text;
using Grains.Chat.Models;
using Grains.Chat.Prompts;
using Microsoft.Extensions.AI;

namespace Grains.Providers.Models;

/// <summary>Adds up one answer as it streams: its text so far, its usage, its caps, and the part that is already stored.</summary>
internal sealed class AnswerTally(AnswerRequest request, IReadOnlyList<ChatMessage> messages, ConfiguredModel model, int maxCharacters)
{
    private readonly StringBuilder answer = new();
    private readonly string stored = request.Continue ?? "";

    // A provider counts with its own tokenizer and keeps its own limit; ours only stops one that does not keep it.
    private readonly long maxTokens = model.Repeatable ? long.MaxValue : (2L * request.MaxTokens) + 64;
    private UsageDetails? reported;
    private IReadOnlyList<int>? used;
    private IReadOnlyList<int>? usedMemory;
    private string finish = "stop";

    public int OutputTokens { get; private set; }

    /// <summary>True where a cap of ours ended the answer.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The new text of an update, without what is already stored and without what goes past the caps.</summary>
    public string Add(ChatResponseUpdate update)
    {
        Note(update);
        var text = update.Text;
        if (text.Length == 0) return "";

        var room = maxCharacters - answer.Length;
        if (text.Length > room)
        {
            text = text[..(room > 0 && char.IsHighSurrogate(text[room - 1]) ? room - 1 : room)];
            CutShort();
        }

        // One piece can hold far more than an answer may: whoever pays by the token pays for no more than the limit.
        var tokens = TextPieces.Count(text);
        if (OutputTokens + tokens > maxTokens)
        {
            text = TextPieces.Take(text, (int)(maxTokens - OutputTokens));
            tokens = (int)(maxTokens - OutputTokens);
            CutShort();
        }

        var start = answer.Length;
        answer.Append(text);
        OutputTokens += tokens;
        return start >= stored.Length ? text : WithoutStored(text, start);
    }

    public void CutShort()
    {
        IsCut = true;
        finish = "length";
    }

    public AnswerChunk Last()
    {
        if (answer.Length < stored.Length) throw CannotContinue();

        return new AnswerChunk("")
        {
            Usage = new AnswerUsage(
                (int)Math.Clamp(reported?.InputTokenCount ?? messages.Sum(message => (long)TextPieces.Count(message.Text)), 0, int.MaxValue),
                (int)Math.Clamp(reported?.OutputTokenCount ?? OutputTokens, 0, maxTokens)),
            FinishReason = finish,
            UsedPassages = used ?? Citations.Read(answer.ToString(), request.Passages.Count),
            UsedMemory = usedMemory ?? Citations.ReadMemory(answer.ToString(), request.Memory.Count),
        };
    }

    private void Note(ChatResponseUpdate update)
    {
        if (update.FinishReason == ChatFinishReason.Length) finish = "length";
        foreach (var content in update.Contents)
            if (content is UsageContent usage) reported = usage.Details;
        if (update.AdditionalProperties?.TryGetValue(AnswerProperties.UsedPassages, out var indexes) == true)
            used = indexes as IReadOnlyList<int>;
        if (update.AdditionalProperties?.TryGetValue(AnswerProperties.UsedMemory, out var notes) == true)
            usedMemory = notes as IReadOnlyList<int>;
    }

    private string WithoutStored(string text, int start)
    {
        var known = Math.Min(text.Length, stored.Length - start);
        if (string.CompareOrdinal(text, 0, stored, start, known) != 0) throw CannotContinue();
        return text[known..];
    }

    private static ModelFailedException CannotContinue() =>
        new(ModelFailures.BrokenStream, "The answer was interrupted and can no longer be continued where it stopped.") { Retryable = false };
}
