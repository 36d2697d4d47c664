using Grains.Chat;
using Grains.Outcomes;

namespace Grains.Summaries;

/// <summary>Reads a session's messages page by page, no more than there is room for.</summary>
internal static class TranscriptReader
{
    private const int PageSize = 200;

    /// <summary>
    /// The whole transcript, or of one that is longer its beginning (a fifth of <paramref name="most"/>) and its end: a session says in the
    /// beginning what it is about and in the end what it came to.
    /// </summary>
    /// <param name="most">Messages that are read; at least 10.</param>
    public static async Task<Outcome<Transcript>> ReadAsync(
        IGrainFactory grains, Guid sessionId, Guid userId, string expertName, int most, CancellationToken cancel)
    {
        var session = grains.ChatSession(sessionId);
        var messages = new List<TranscriptMessage>();
        var counted = await session.ListMessagesAsync(new ListChatMessages(userId, 0, 1), cancel);
        if (counted.IsRefused(out var refusal, out var first)) return refusal;

        var total = first.Total;
        var head = total <= most ? total : most / 5;
        foreach (var (start, end) in new[] { (0, head), (total - Math.Min(most, total) + head, total) })
        {
            for (var offset = start; offset < end;)
            {
                var read = await session.ListMessagesAsync(new ListChatMessages(userId, offset, Math.Min(PageSize, end - offset)), cancel);
                if (read.IsRefused(out refusal, out var page)) return refusal;
                if (page.Messages.IsEmpty) break;
                messages.AddRange(page.Messages.Select(Of));
                offset += page.Messages.Length;
            }
        }

        return new Transcript(expertName, messages, total);
    }

    private static TranscriptMessage Of(SessionEvent happened) => happened switch
    {
        MessageAccepted message => new TranscriptMessage(message.MessageId, true, message.Text, [], message.At),
        AnswerCompleted answer => new TranscriptMessage(
            answer.AnswerId, false, answer.Text, [.. answer.Sources], answer.At, answer.Ending == AnswerEnding.Failed),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not a message."),
    };
}
