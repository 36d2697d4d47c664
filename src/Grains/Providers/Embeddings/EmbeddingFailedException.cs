namespace Grains.Providers.Embeddings;

/// <summary>The embedding model could not be reached or would not answer; trying later may help. Holds no key and no text.</summary>
internal sealed class EmbeddingFailedException(string message) : Exception(message);
