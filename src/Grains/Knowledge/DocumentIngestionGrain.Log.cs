using Microsoft.Extensions.Logging;

namespace Grains.Knowledge;

internal sealed partial class DocumentIngestionGrain
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The ingestion of document {DocumentId} was interrupted and will be tried again.")]
    private partial void LogWillRetry(Exception failure, Guid documentId);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "The ingestion of document {DocumentId} was interrupted and will be tried again: {Reason}")]
    private partial void LogStorageFailed(Guid documentId, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "The ingestion of document {DocumentId} failed unexpectedly.")]
    private partial void LogBroken(Exception failure, Guid documentId);
}
