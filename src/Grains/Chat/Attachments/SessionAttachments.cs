using System.Collections.Immutable;
using Grains.Clones;
using Grains.Knowledge;
using Grains.Knowledge.Chunking;
using Grains.Outcomes;

namespace Grains.Chat.Attachments;

/// <summary>One session's dealings with files. A session without any never comes here further than a look at an empty list.</summary>
internal sealed class SessionAttachments(Guid sessionId, SessionFiles services)
{
    /// <summary>Characters that files are given at least, beside the clone's own knowledge.</summary>
    private const int LeastBudget = 2_000;

    private readonly Dictionary<Guid, IReadOnlyList<TextChunk>> texts = [];

    /// <summary>The files of a message that is about to be accepted, which are its own from now on; null for none.</summary>
    public async ValueTask<Outcome<ClaimedFiles>> ClaimAsync(SendChatMessage command, CancellationToken cancel)
    {
        var wanted = command.Attachments;
        if (wanted.IsDefaultOrEmpty) return default(ClaimedFiles);
        if (wanted.Length > services.MaxInMessage || wanted.Distinct().Count() != wanted.Length)
            return AttachmentRefusals.TooManyInMessage(services.MaxInMessage);

        var claimed = await services.Store.ClaimAsync(sessionId, command.UserId, wanted, MessageOf(command), cancel);
        return claimed is null ? AttachmentRefusals.Unusable : new ClaimedFiles(claimed);
    }

    /// <summary>The message was refused after all: its files are free for another.</summary>
    public async ValueTask<Refusal> GiveBackAsync(SendChatMessage command, Refusal refusal, CancellationToken cancel)
    {
        if (!command.Attachments.IsDefaultOrEmpty) await services.Store.ReleaseAsync(MessageOf(command), cancel);
        return refusal;
    }

    /// <summary>Files that the turn may be about: its own, and those of the turns that the answer is told of. Null for none, as almost always.</summary>
    public static List<(MessageAttachment File, bool IsOfThisMessage)>? FilesOf(OpenTurn turn, ImmutableArray<ClosedTurn> history, int turns)
    {
        List<(MessageAttachment, bool)>? files = null;
        if (turn.Attachments is { } own)
            foreach (var file in own) (files ??= []).Add((file, true));
        for (var at = history.Length - 1; at >= 0 && at >= history.Length - turns; at--)
            if (history[at].Attachments is { } earlier)
                foreach (var file in earlier) (files ??= []).Add((file, false));
        return files;
    }

    /// <summary>The passages that an answer is given: those of files before those of the clone's knowledge.</summary>
    public async Task<Passage[]> WithFilesAsync(
        List<(MessageAttachment File, bool IsOfThisMessage)> files, string question, Passage[] knowledge, RagSettings rag, CancellationToken cancel)
    {
        var chosen = new AttachmentPassages(Math.Max(LeastBudget, rag.MaxContextLength / 2), rag.SimilarityThreshold);
        foreach (var (file, isOfThisMessage) in files)
        {
            if (!texts.TryGetValue(file.AttachmentId, out var chunks))
                texts[file.AttachmentId] = chunks = await services.Texts.LoadAsync(file.AttachmentId, cancel);
            chosen.Add(file, chunks, question, isOfThisMessage);
        }

        return [.. chosen.Passages, .. knowledge];
    }

    private Guid MessageOf(SendChatMessage command) => SessionIds.Message(sessionId, command.ClientMessageId);
}

/// <param name="Files">Null for none.</param>
internal readonly record struct ClaimedFiles(ImmutableArray<MessageAttachment>? Files);
