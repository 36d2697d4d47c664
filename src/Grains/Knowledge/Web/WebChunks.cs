using Grains.Knowledge.Chunking;

namespace Grains.Knowledge.Web;

/// <summary>Cuts what was read from the web page by page, so that no chunk speaks for two of them.</summary>
internal static class WebChunks
{
    public static IReadOnlyList<TextChunk> Cut(ExtractedText text, ChunkLayout layout, CancellationToken cancel)
    {
        if (text.WebPages.IsDefaultOrEmpty)
            return DocumentChunker.Cut(text.Blocks, layout, cancel);

        var chunks = new List<TextChunk>();
        foreach (var page in text.WebPages)
        {
            var blocks = text.Blocks.Where(block => block.Page >= page.FirstPage && block.Page < page.FirstPage + page.PageCount).ToList();
            foreach (var chunk in DocumentChunker.Cut(blocks, layout, cancel))
                chunks.Add(chunk with { Ordinal = chunks.Count });
        }

        return chunks;
    }
}
