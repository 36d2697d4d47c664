using Grains.Knowledge;
using WebFront.Description;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>A document that was just taken.</summary>
/// <param name="FileUrl">Where its owner gets the file back.</param>
internal sealed record UploadResponse(
    Guid DocumentId,
    string Title,
    [property: WordsOf<DocumentStatus>] string ProcessingStatus,
    string FileUrl,
    int ChunksCreated,
    DateTimeOffset? EstimatedCompletion)
{
    public static UploadResponse From(DocumentView document, HttpContext context) => new(
        document.DocumentId,
        document.Label.Title,
        DocumentResponse.StatusOf(document),
        DocumentResponse.FileUrlOf(document, context),
        document.ChunkCount,
        document.EstimatedCompletion);
}
