using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Storage;

namespace Grains.Chat.Listing;

/// <summary>What a batch's events add to the row of one session. The texts of messages and answers are passed over.</summary>
internal sealed class SessionChanges
{
    /// <summary>Where the session's first event is in the batch.</summary>
    public ChatSessionStarted? Started { get; private set; }

    public SessionStatus? Status { get; private set; }

    public DateTimeOffset? LastActivityAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public TimeSpan? ActiveTime { get; private set; }

    public long? TotalMicros { get; private set; }

    public long ChargedMicros { get; private set; }

    public int Messages { get; private set; }

    public int Answers { get; private set; }

    public ChatSessionRated? Rated { get; private set; }

    /// <summary>Micro-USD that were charged, by day.</summary>
    public Dictionary<long, long> Spending { get; } = [];

    public void Add(LoggedEvent logged)
    {
        switch (logged.Type)
        {
            case SessionEventCodec.Accepted:
                Messages++;
                LastActivityAt = logged.At;
                return;
            case SessionEventCodec.Completed:
                Messages++;
                Answers++;
                LastActivityAt = logged.At;
                ActiveTime = JsonSerializer.Deserialize(logged.Data.Span, AnswerFiguresJson.Default.AnswerFigures)?.ActiveTime;
                return;
            default:
                Add(SessionEventCodec.Decode(logged));
                return;
        }
    }

    private void Add(SessionEvent happened)
    {
        switch (happened)
        {
            case ChatSessionStarted started:
                Started = started;
                break;
            case SessionCharged charged:
                ChargedMicros += charged.AmountMicros;
                TotalMicros = charged.TotalMicros;
                ActiveTime = charged.ActiveTime;
                var day = Calendar.DayOf(charged.At);
                Spending[day] = Spending.GetValueOrDefault(day) + charged.AmountMicros;
                break;
            case SessionStatusChanged changed:
                Status = changed.Status;
                LastActivityAt = changed.At;
                break;
            case ChatSessionEnded ended:
                Status = SessionStatus.Ended;
                EndedAt = LastActivityAt = ended.At;
                TotalMicros = ended.TotalMicros;
                ActiveTime = ended.ActiveTime;
                break;
            case ChatSessionRated rated:
                Rated = rated;
                break;
            default:
                throw new InvalidOperationException($"{happened.GetType().Name} is not for the listing.");
        }
    }
}

/// <summary>What the listing takes of an answer.</summary>
internal sealed record AnswerFigures(TimeSpan ActiveTime);

[JsonSerializable(typeof(AnswerFigures))]
internal sealed partial class AnswerFiguresJson : JsonSerializerContext;
