namespace Grains.Knowledge;

/// <summary>When a document will probably be ready.</summary>
internal static class IngestionEstimate
{
    /// <summary>What a large PDF was measured to take at least, from reading to index, on two cores.</summary>
    private const double BytesASecond = 1_000_000;

    private static readonly TimeSpan Overhead = TimeSpan.FromSeconds(2);

    /// <summary>From the upload, by size; a document that is late is expected in a moment.</summary>
    public static DateTimeOffset Completion(DocumentRecord document, DateTimeOffset now)
    {
        var expected = document.UploadedAt + Overhead + TimeSpan.FromSeconds(document.FileSize / BytesASecond);
        return expected > now ? expected : now + Overhead;
    }
}
