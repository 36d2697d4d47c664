using System.Text.Json;
using Grains.Storage;

namespace Grains.Knowledge;

/// <summary>The endings of documents as facts: a stream for each document, with an event for each time that it was processed.</summary>
internal sealed class DocumentLog(IEventLog log, TimeProvider clock)
{
    public const string StreamPrefix = "document-";
    public const string ProcessedEvent = "knowledge.document-processed";

    /// <summary>Repeating it is safe: an ending is in the log once for each generation of the document's chunks.</summary>
    public async Task AppendProcessedAsync(DocumentRecord document, CancellationToken cancel)
    {
        var stream = $"{StreamPrefix}{document.DocumentId:N}";
        var data = JsonSerializer.SerializeToUtf8Bytes(DocumentProcessed.From(document), StorageJson.Options);

        // A document that failed is given up, so it fails once.
        var operation = document.Step == IngestionStep.Completed
            ? $"document-completed:{document.DocumentId:N}:{document.Generation}"
            : $"document-failed:{document.DocumentId:N}";
        AppendResult result;
        do
        {
            var head = await log.GetHeadAsync(stream, cancel);
            var append = new LogAppend(stream, head.Seq, head.Epoch, clock.GetUtcNow(), [new NewEvent(ProcessedEvent, data, operation)]);
            result = await log.AppendAsync(append, cancel);
        }
        while (result.Status == AppendStatus.Conflict);
    }

    public static DocumentProcessed Parse(ReadOnlyMemory<byte> data) =>
        JsonSerializer.Deserialize<DocumentProcessed>(data.Span, StorageJson.Options)
        ?? throw new InvalidOperationException("A document's event holds nothing.");
}
