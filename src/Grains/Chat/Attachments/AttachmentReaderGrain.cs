using Orleans.Concurrency;

namespace Grains.Chat.Attachments;

[StatelessWorker]
internal sealed class AttachmentReaderGrain(AttachmentTexts texts) : Grain, IAttachmentReaderGrain
{
    public async Task<AttachmentView?> ReadAsync(Guid attachmentId, CancellationToken cancel) => (await texts.ReadAsync(attachmentId, cancel))?.ToView();
}
