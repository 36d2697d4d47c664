using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Grains.Chat;

/// <summary>How each stored event changes a session's state.</summary>
internal static class SessionFold
{
    /// <summary>Turns that the state remembers for the conversation and for repeated questions after their ending.</summary>
    private const int RememberedTurns = 50;

    public static ChatSessionState Apply(ChatSessionState state, SessionEvent happened)
    {
        var next = happened switch
        {
            ChatSessionStarted started => state with
            {
                OwnerId = started.OwnerId,
                Snapshot = started.Snapshot,
                Type = started.Type,
                DemoMode = started.DemoMode,
                Memory = started.Memory ?? [],
                Status = SessionStatus.Active,
                StartedAt = started.At,
                LastActivityAt = started.At,
            },
            MessageAccepted accepted => Accept(state, accepted),
            AnswerPart part => Store(state, part),
            AnswerCompleted completed => Complete(state, completed),
            SessionCharged charged => state with { TotalMicros = charged.TotalMicros, ActiveTime = charged.ActiveTime },
            SessionStatusChanged changed => state with { Status = changed.Status, LastActivityAt = changed.At },
            ChatSessionEnded ended => state with
            {
                Status = SessionStatus.Ended,
                EndedAt = ended.At,
                LastActivityAt = ended.At,
                ActiveTime = ended.ActiveTime,
            },
            ChatSessionRated rated => state with { Rating = rated.Rating, RatingComment = rated.Comment, RatingShowsName = rated.ShowName },
            ChatSessionErased => state,
            _ => throw new InvalidOperationException($"{happened.GetType().Name} is not a stored event."),
        };
        return next with { Seq = happened.Seq };
    }

    /// <summary>The first 64 bits of the text's SHA-256: enough to tell a repeated message from another one under the same id.</summary>
    /// <param name="attachments">The message's files, which belong to what it says; null for none.</param>
    public static ulong HashOf(string text, IEnumerable<Guid>? attachments = null)
    {
        if (attachments is not null) text = $"{text}\n{string.Join('\n', attachments)}";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    private static ChatSessionState Accept(ChatSessionState state, MessageAccepted accepted) => state with
    {
        Turns = accepted.Turn,
        LastActivityAt = accepted.At,
        OpenTurns = state.OpenTurns.Add(new OpenTurn(
            accepted.Turn, accepted.MessageId, accepted.AnswerId, accepted.Text, accepted.ReservedMicros, accepted.Seq, "")
        {
            Attachments = accepted.Attachments,
        }),
    };

    private static ChatSessionState Store(ChatSessionState state, AnswerPart part)
    {
        if (state.FindOpen(part.Turn) is not { } turn) return state;
        return state with { OpenTurns = state.OpenTurns.Replace(turn, turn with { Stored = turn.Stored[..part.Offset] + part.Text }) };
    }

    private static ChatSessionState Complete(ChatSessionState state, AnswerCompleted completed)
    {
        if (state.FindOpen(completed.Turn) is not { } turn) return state;
        var history = state.History.Length < RememberedTurns ? state.History : state.History.RemoveAt(0);
        return state with
        {
            Answers = state.Answers + 1,
            LastActivityAt = completed.At,
            ActiveTime = completed.ActiveTime,
            TotalAtLastAnswer = completed.TotalMicros,
            OpenTurns = state.OpenTurns.Remove(turn),
            History = history.Add(new ClosedTurn(completed.Turn, turn.Question, completed) { Attachments = turn.Attachments }),
        };
    }
}
