using Grains.Chat;

namespace WebFront.Realtime;

/// <summary>Something that an answer used of the user's memory.</summary>
/// <param name="Kind"><c>goal</c>, <c>preference</c>, <c>context</c> or <c>key_point</c>.</param>
/// <param name="SessionId">The session that it comes from; null where from several.</param>
internal sealed record MemoryNoteResponse(string Kind, string Text, Guid? SessionId)
{
    public static IReadOnlyList<MemoryNoteResponse>? From(AnswerCompleted completed) =>
        completed.MemoryUsed is { IsDefaultOrEmpty: false } notes
            ? [.. notes.Select(note => new MemoryNoteResponse(note.Kind, note.Text, note.SessionId))]
            : null;
}
