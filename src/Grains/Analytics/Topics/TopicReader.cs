using Grains.Chat;
using Grains.Storage;

namespace Grains.Analytics.Topics;

/// <summary>Finds what users talk about, from the messages of the newest sessions in the log. Bounded in sessions, messages and characters.</summary>
internal sealed class TopicReader(IEventLog log)
{
    public const int MaxSessions = 200;
    private const int MaxMessages = 40;
    private const int MaxCharacters = 1_000;
    private const int MaxTopics = 10;

    /// <summary>The topics of most sessions, most first.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(IReadOnlyList<Guid> sessions, CancellationToken cancel)
    {
        var tally = new TopicTally();
        foreach (var session in sessions)
        {
            var slice = new StreamSlice(ChatSessionAddress.KeyOf(session), 0, MaxMessages, 0, SessionEventCodec.Accepted);
            var messages = (await log.ReadAsync(slice, cancel)).Select(SessionEventCodec.Decode).OfType<MessageAccepted>();
            tally.AddSession(messages.Select(static message => message.Text[..Math.Min(message.Text.Length, MaxCharacters)]));
        }

        return tally.Top(MaxTopics);
    }
}
