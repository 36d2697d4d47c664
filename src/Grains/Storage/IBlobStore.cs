namespace Grains.Storage;

/// <summary>Keeps uploaded files under names of our own.</summary>
public interface IBlobStore
{
    /// <summary>Stores the whole content durably before it completes; a name that exists is replaced.</summary>
    /// <param name="name">Slash-separated, of <c>[a-z0-9.-]</c>; never a client's string.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="BlobTooLargeException">The content is longer than <paramref name="limit"/> bytes; nothing is kept.</exception>
    Task<long> PutAsync(string name, Stream content, long limit, CancellationToken cancel);

    /// <summary>Null where there is none.</summary>
    Task<ReadOnlyMemory<byte>?> GetAsync(string name, CancellationToken cancel);

    Task DeleteAsync(string name, CancellationToken cancel);
}

public sealed class BlobTooLargeException(long limit) : Exception($"The content is longer than {limit} bytes.");
