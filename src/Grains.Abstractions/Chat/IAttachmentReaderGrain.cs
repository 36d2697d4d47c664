using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Chat;

/// <summary>Reads the text of files that were uploaded to sessions, on the threads where documents are read.</summary>
[Alias("chat.attachment-reader")]
public interface IAttachmentReaderGrain : IGrainWithStringKey
{
    /// <summary>Reads it unless that has been done, and answers how it stands; null where there is no such file.</summary>
    [Alias("read"), AlwaysInterleave, ResponseTimeout("00:02:00"), Repeatable]
    Task<AttachmentView?> ReadAsync(Guid attachmentId, CancellationToken cancel);
}
