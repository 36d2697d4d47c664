using Grains.Accounts;
using Grains.Knowledge;
using Grains.Storage;

namespace Grains.Chat.Attachments;

/// <summary>Files that a user sent with messages go with the account.</summary>
internal sealed class ErasedAttachments(IAttachmentStore store, IKnowledgeStore loose, IBlobStore blobs) : IPersonalData
{
    public string Kind => "attachments";

    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel)
    {
        // What is not removed here after a failure is on the list of loose files, and goes within a day.
        var removed = await store.RemoveAllAsync(userId, cancel);
        foreach (var id in removed)
        {
            foreach (var blob in (string[])[AttachmentRecord.ContentBlobOf(id), AttachmentRecord.TextBlobOf(id)])
            {
                await blobs.DeleteAsync(blob, cancel);
                await loose.RemoveLooseBlobAsync(blob, cancel);
            }
        }

        return new Erasure(removed.Count, 0);
    }
}
