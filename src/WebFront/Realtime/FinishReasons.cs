using Grains.Chat;

namespace WebFront.Realtime;

/// <summary>How an answer ended, in the words of the wire.</summary>
internal static class FinishReasons
{
    public static string Of(AnswerCompleted completed) => completed.Ending switch
    {
        AnswerEnding.Complete => "stop",
        AnswerEnding.CutShort => completed.FailureCode == "chat.answer_too_long" ? "length" : "insufficient_funds",
        AnswerEnding.Cancelled => "cancelled",
        AnswerEnding.Interrupted => "interrupted",
        AnswerEnding.Failed => "error",
        _ => throw new InvalidOperationException($"Unknown ending {completed.Ending}."),
    };
}
