namespace Grains.Knowledge;

/// <summary>Turns an uploaded file into text blocks with their place in it.</summary>
public interface IDocumentReader
{
    /// <summary>Reads a whole document. Throws DocumentRejectedException, with a message fit for the uploader, when the content is not what it says, is encrypted, damaged beyond reading, or larger unpacked than DocumentLimits allows.</summary>
    ExtractedDocument Read(ReadOnlyMemory<byte> content, DocumentKind kind, CancellationToken cancel);
}

/// <summary>The file formats that can be read.</summary>
public enum DocumentKind { Pdf, Docx, Text, Markdown }

/// <summary>What was read, in reading order. PageCount is 0 where the format has no pages.</summary>
public sealed record ExtractedDocument(IReadOnlyList<TextBlock> Blocks, int PageCount, string? Title);

/// <summary>One paragraph, heading, list item or table row. Page is 1-based, null where the format has no pages; Section is the nearest heading above (a heading's own block names itself), null if none.</summary>
public sealed record TextBlock(string Text, int? Page, string? Section);

/// <summary>The file cannot be used. Codes: document.not_a_pdf, document.encrypted, document.damaged, document.too_large, document.no_text, document.not_a_docx, document.not_text.</summary>
public sealed class DocumentRejectedException(string code, string message) : Exception(message)
{
    public string Code => code;
}
