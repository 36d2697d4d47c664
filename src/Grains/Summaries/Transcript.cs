using Grains.Chat;

namespace Grains.Summaries;

/// <summary>What was said in a session, as far as a summary reads it.</summary>
/// <param name="Total">Messages of the session; more than <paramref name="Messages"/> where it was too long.</param>
internal sealed record Transcript(string ExpertName, IReadOnlyList<TranscriptMessage> Messages, int Total)
{
    public bool HasAnswer => Messages.Any(message => !message.FromUser && message.Text.Length > 0);
}

/// <param name="Sources">Of an answer.</param>
/// <param name="Failed">The model failed, so that the question before it is open.</param>
internal sealed record TranscriptMessage(Guid Id, bool FromUser, string Text, IReadOnlyList<AnswerSource> Sources, DateTimeOffset At, bool Failed = false);
