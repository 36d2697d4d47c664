namespace Grains.Knowledge;

/// <summary>A document as it is stored.</summary>
internal sealed record DocumentRecord
{
    public required Guid DocumentId { get; init; }

    public required Guid CloneId { get; init; }

    public required Guid OwnerId { get; init; }

    public required DocumentLabel Label { get; init; }

    public required string FileName { get; init; }

    public required string FileType { get; init; }

    public required long FileSize { get; init; }

    public required string ContentHash { get; init; }

    public string? IdempotencyKey { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public IngestionStep Step { get; init; }

    public int PageCount { get; init; }

    /// <summary>Of the chunks that can be found; null before there are any.</summary>
    public string? Generation { get; init; }

    public int ChunkCount { get; init; }

    public string? ErrorCode { get; init; }

    public string? Error { get; init; }

    /// <summary>Where it was read from; null where it was uploaded.</summary>
    public WebSource? Web { get; init; }

    /// <summary>Its ending is not in the log yet.</summary>
    public bool Unannounced { get; init; }

    public bool IsFinished => Step is IngestionStep.Completed or IngestionStep.Failed;

    /// <summary>Nothing is left to do for it.</summary>
    public bool IsSettled => IsFinished && !Unannounced;

    public string SourceBlob => SourceBlobOf(DocumentId);

    public string TextBlob => $"documents/{DocumentId:N}.text";

    public static string SourceBlobOf(Guid documentId) => $"documents/{documentId:N}.source";

    public DocumentView ToView(DateTimeOffset now) => new(
        DocumentId,
        CloneId,
        Label,
        FileName,
        FileType,
        FileSize,
        Step switch
        {
            IngestionStep.Completed => DocumentStatus.Completed,
            IngestionStep.Failed => DocumentStatus.Failed,
            IngestionStep.Stored or IngestionStep.Extracted => DocumentStatus.Processing,
            _ => throw new InvalidOperationException($"Unknown step {Step}."),
        },
        PageCount,
        ChunkCount,
        UploadedAt,
        IsFinished ? null : IngestionEstimate.Completion(this, now),
        ErrorCode,
        Error)
    {
        Web = Web,
    };

    /// <summary>What a passage is cited by. The document's own title is that of the page which was asked for.</summary>
    /// <param name="page">As its chunk has it.</param>
    public (string Title, int? Page, string? Url) PlaceOf(int? page)
    {
        if (Web is null || page is not { } number)
            return (Label.Title, page, null);

        for (var at = Web.Pages.Length - 1; at >= 0; at--)
            if (Web.Pages[at] is var read && read.FirstPage <= number)
                return (at == 0 ? Label.Title : read.Title, read.IsPaged ? number - read.FirstPage + 1 : null, read.Url);
        return (Label.Title, null, Web.Url);
    }
}
