namespace Grains.Knowledge;

public static class DocumentIngestionAddress
{
    public static IDocumentIngestionGrain DocumentIngestion(this IGrainFactory grains, Guid documentId) =>
        grains.GetGrain<IDocumentIngestionGrain>($"document-{documentId:N}");
}
