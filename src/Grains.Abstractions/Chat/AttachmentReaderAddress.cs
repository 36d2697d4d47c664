namespace Grains.Chat;

public static class AttachmentReaderAddress
{
    /// <summary>Workers are alike, so one key serves all.</summary>
    public static IAttachmentReaderGrain AttachmentReader(this IGrainFactory grains) => grains.GetGrain<IAttachmentReaderGrain>("attachments");
}
