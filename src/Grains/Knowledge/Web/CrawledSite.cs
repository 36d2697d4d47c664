using System.Security.Cryptography;
using System.Text;

namespace Grains.Knowledge.Web;

/// <summary>What a crawl has read so far. Pages are numbered through all that was read, so that a chunk's page tells where it is from.</summary>
internal sealed class CrawledSite
{
    private const int MaxTitle = 300;

    private readonly HashSet<string> contents = new(StringComparer.Ordinal);
    private readonly List<TextBlock> blocks = [];
    private readonly List<WebPage> pages = [];
    private int lastPage;

    public int Count => pages.Count;

    /// <summary>False where another page had the very same text.</summary>
    public bool Add(ReadWebPage page)
    {
        if (page.Blocks.All(static block => string.IsNullOrWhiteSpace(block.Text)) || !contents.Add(HashOf(page)))
            return false;

        var title = StorableText.Clean(page.Title).Trim();
        pages.Add(new WebPage(
            page.Url.AbsoluteUri, title.Length > MaxTitle ? title[..MaxTitle] : title, lastPage + 1, page.PageCount, page.IsPaged));
        foreach (var block in page.Blocks)
            blocks.Add(block with { Page = lastPage + (page.IsPaged ? block.Page ?? 1 : 1), Section = block.Section ?? title });
        lastPage += page.PageCount;
        return true;
    }

    public ExtractedText ToText() => ExtractedText.Of(new ExtractedDocument(blocks, pages.Count, pages.Count > 0 ? pages[0].Title : null)) with
    {
        WebPages = [.. pages],
    };

    /// <summary>All of it as a text for a person: what the document's file is.</summary>
    public byte[] ToFile()
    {
        var text = new StringBuilder();
        var next = 0;
        foreach (var page in pages)
        {
            text.Append(text.Length > 0 ? "\n\n" : "").Append("# ").Append(page.Title).Append('\n').Append(page.Url).Append('\n');
            for (; next < blocks.Count && blocks[next].Page < page.FirstPage + page.PageCount; next++)
                text.Append('\n').Append(StorableText.Clean(blocks[next].Text)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string HashOf(ReadWebPage page)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var block in page.Blocks)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(block.Text));
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
