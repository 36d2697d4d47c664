using Grains.Outcomes;

namespace Grains.Knowledge;

/// <summary>The document that an upload is a repeat of, if it is one.</summary>
internal readonly record struct KnownDocument(DocumentRecord? Document)
{
    public static Outcome<KnownDocument> Find(IEnumerable<DocumentRecord> documents, DocumentLabel label, SavedUpload file, string? key)
    {
        foreach (var document in documents)
        {
            var same = document.ContentHash == file.ContentHash && document.Label.Title == label.Title;
            if (key is not null && document.IdempotencyKey == key)
                return same ? new KnownDocument(document) : KnowledgeRefusals.KeyReused;
            if (same && document.Step != IngestionStep.Failed && (key is null || document.IdempotencyKey is null))
                return new KnownDocument(document);
        }

        return new KnownDocument(null);
    }
}
