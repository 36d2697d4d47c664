using System.Security.Cryptography;
using System.Text;

namespace Grains.Knowledge.Web;

/// <summary>What to read from the web.</summary>
/// <param name="Url">As it was given.</param>
/// <param name="Depth">1 for the page alone.</param>
internal sealed record CrawlOrder(Uri Url, int Depth, bool IncludeLinks)
{
    /// <summary>The document that will hold it. Its size is known when it has been read.</summary>
    public SavedUpload ToUpload()
    {
        var content = FormattableString.Invariant($"{CanonicalUrl.Of(Url).AbsoluteUri}|{Depth}|{IncludeLinks}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        return new SavedUpload(Guid.NewGuid(), $"{Url.IdnHost}.txt", DocumentTypes.Url, 0, hash);
    }

    public WebSource ToSource() => new(Url.AbsoluteUri, Depth, IncludeLinks, []);

    public static CrawlOrder Of(WebSource source) => new(new Uri(source.Url, UriKind.Absolute), source.ScrapeDepth, source.IncludeLinks);
}
