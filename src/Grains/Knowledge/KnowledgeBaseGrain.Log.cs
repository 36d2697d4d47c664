using Microsoft.Extensions.Logging;

namespace Grains.Knowledge;

internal sealed partial class KnowledgeBaseGrain
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Document {DocumentId} of clone {CloneId} was taken: {FileType}, {Bytes} bytes.")]
    private partial void LogAdded(Guid documentId, Guid cloneId, string fileType, long bytes);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Document {DocumentId} of clone {CloneId} can be found in {Chunks} chunks.")]
    private partial void LogCompleted(Guid documentId, Guid cloneId, int chunks);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "Document {DocumentId} of clone {CloneId} cannot be used: {Code}.")]
    private partial void LogFailed(Guid documentId, Guid cloneId, string? code);

    [LoggerMessage(EventId = 4, Level = LogLevel.Information, Message = "Document {DocumentId} of clone {CloneId} was deleted.")]
    private partial void LogDeleted(Guid documentId, Guid cloneId);
}
