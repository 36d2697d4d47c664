namespace Grains.Chat.RagMetrics;

/// <summary>What some turns of a session add to its figures.</summary>
internal sealed class RagTurns
{
    public int Queries { get; private set; }

    /// <summary>Turns that were given a passage.</summary>
    public int Retrievals { get; private set; }

    /// <summary>Turns whose answer quotes one.</summary>
    public int Cited { get; private set; }

    /// <summary>Turns that have an answer to the end, if only to that of the money.</summary>
    public int Answered { get; private set; }

    public TimeSpan AnswerTime { get; private set; }

    /// <summary>Passages that answers quote.</summary>
    public int Used { get; private set; }

    /// <summary>Passages that models were given.</summary>
    public int Given { get; private set; }

    /// <summary>How often each document was cited.</summary>
    public Dictionary<Guid, int> Citations { get; } = [];

    public void Add(AnswerCompleted turn)
    {
        Queries++;
        if (turn.Ending is AnswerEnding.Complete or AnswerEnding.CutShort)
        {
            Answered++;
            AnswerTime += turn.ProcessingTime;
        }

        if (turn.PassagesGiven == 0) return;
        Retrievals++;
        Given += turn.PassagesGiven;
        if (turn.PassagesUsed == 0) return;
        Cited++;
        Used += turn.PassagesUsed;
        foreach (var source in turn.Sources)
            if (!source.IsAttachment) Citations[source.DocumentId] = Citations.GetValueOrDefault(source.DocumentId) + 1;
    }
}
