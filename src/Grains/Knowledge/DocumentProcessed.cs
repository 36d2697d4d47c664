namespace Grains.Knowledge;

/// <summary>A document was read to its end, well or badly, with the clone's settings of that time.</summary>
/// <param name="ErrorCode">Null where it went well.</param>
internal sealed record DocumentProcessed(
    Guid DocumentId,
    Guid CloneId,
    Guid OwnerId,
    string Title,
    string FileName,
    string FileType,
    bool Succeeded,
    int PageCount,
    int ChunkCount,
    string? ErrorCode,
    DateTimeOffset UploadedAt)
{
    public static DocumentProcessed From(DocumentRecord document) => new(
        document.DocumentId,
        document.CloneId,
        document.OwnerId,
        document.Label.Title,
        document.FileName,
        document.FileType,
        document.Step == IngestionStep.Completed,
        document.PageCount,
        document.ChunkCount,
        document.ErrorCode,
        document.UploadedAt);
}
