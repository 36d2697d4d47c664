using Grains.Chat;
using Grains.Outcomes;

namespace WebFront.Realtime;

/// <summary>What a client is told of a turn that ended without an answer, by whatever door.</summary>
internal static class AnswerFailures
{
    private static readonly Refusal ExpertIsGone =
        new(RefusalKind.NotFound, "clones.deleted", "The expert was deleted and answers no more; nothing was charged for the message. End the session.");

    private static readonly Refusal Failed =
        new(RefusalKind.Unavailable, "chat.answer_failed", "The answer could not be made; nothing was charged for it. Send the message again under another id.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };

    public static Refusal Of(AnswerCompleted completed) => completed.FailureCode == ExpertIsGone.Code ? ExpertIsGone : Failed;
}
