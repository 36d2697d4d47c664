using Grains.Outcomes;

namespace Grains.Clones;

/// <summary>The models that a clone's settings may name.</summary>
internal sealed record RagModels(IReadOnlyList<string> Embedding, IReadOnlyList<string> Response)
{
    /// <summary>Null where every name that changes is one of them, in whatever case.</summary>
    public Refusal? Check(RagSettings before, RagSettings after) =>
        Check("embedding_model", before.EmbeddingModel, after.EmbeddingModel, Embedding)
        ?? Check("response_model", before.ResponseModel, after.ResponseModel, Response);

    private static Refusal? Check(string field, string before, string after, IReadOnlyList<string> known) =>
        after == before || known.Contains(after, StringComparer.OrdinalIgnoreCase)
            ? null
            : CloneRefusals.Invalid(field, $"{field} must be one of the configured models: {string.Join(", ", known)}.");
}
