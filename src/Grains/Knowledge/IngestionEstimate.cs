namespace Grains.Knowledge;

/// <summary>When a document will probably be ready.</summary>
internal static class IngestionEstimate
{
    /// <summary>What a large PDF was measured to take at least, from reading to index, on two cores.</summary>
    private const double BytesASecond = 1_000_000;

    private static readonly TimeSpan Overhead = TimeSpan.FromSeconds(2);

    /// <summary>For a page of the web, and for the site around it at the usual pace.</summary>
    private static readonly TimeSpan OnePage = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ASite = TimeSpan.FromMinutes(1);

    /// <summary>From the upload, by size; a document that is late is expected in a moment.</summary>
    public static DateTimeOffset Completion(DocumentRecord document, DateTimeOffset now)
    {
        var fetching = document.Web is not { Pages.IsEmpty: true } web ? TimeSpan.Zero : web.ScrapeDepth == 1 ? OnePage : ASite;
        var expected = document.UploadedAt + Overhead + fetching + TimeSpan.FromSeconds(document.FileSize / BytesASecond);
        return expected > now ? expected : now + Overhead;
    }
}
