using Grains.Outcomes;

namespace Grains.Knowledge;

/// <summary>The expected noes of knowledge.</summary>
public static class KnowledgeRefusals
{
    /// <summary>The same for a document that never was, was deleted, or belongs to another clone.</summary>
    public static Refusal DocumentNotFound { get; } =
        new(RefusalKind.NotFound, "knowledge.document_not_found", "There is no such document.");

    public static Refusal UnsupportedFile { get; } = Refusal.Invalid(
        "knowledge.unsupported_file", "file", "The file must be a PDF, DOCX, TXT or MD document, and its content must be what its name says.");

    public static Refusal EmptyFile { get; } = Refusal.Invalid("knowledge.empty_file", "file", "The file is empty.");

    public static Refusal KeyReused { get; } =
        new(RefusalKind.Conflict, "knowledge.idempotency_key_reused", "This Idempotency-Key was used with another file or title.");

    public static Refusal TooManyDocuments(int limit) => new(
        RefusalKind.Conflict, "knowledge.too_many_documents", $"An account keeps at most {limit} documents. Delete one first.");

    public static Refusal StorageFull(long limit) => new(
        RefusalKind.TooLarge, "knowledge.storage_full", $"An account keeps at most {limit / (1024 * 1024)} MB of documents. Delete some first.");

    public static Refusal FileTooLarge(long limit) => new(
        RefusalKind.TooLarge, "knowledge.file_too_large", $"The file is larger than {limit / (1024 * 1024)} MB.");

    public static Refusal Invalid(string field, string message) => Refusal.Invalid("knowledge.invalid", field, message);
}
