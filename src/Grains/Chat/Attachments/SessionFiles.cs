using Microsoft.Extensions.Options;

namespace Grains.Chat.Attachments;

/// <summary>What sessions need for files.</summary>
internal sealed class SessionFiles(IAttachmentStore store, AttachmentTexts texts, IOptions<AttachmentOptions> options)
{
    public IAttachmentStore Store => store;

    public AttachmentTexts Texts => texts;

    public int MaxInMessage => options.Value.MaxInMessage;
}
