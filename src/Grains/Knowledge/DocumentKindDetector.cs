using Grains.Providers.Documents.Text;

namespace Grains.Knowledge;

/// <summary>Says what an upload is. The name's extension and the content must agree.</summary>
public static class DocumentKindDetector
{
    /// <summary>A PDF may carry this much of something else before its header.</summary>
    private const int PdfHeaderWindow = 1024;

    /// <summary>The kind, or null for a file that is of no supported kind or is not what its name says.</summary>
    /// <param name="fileName">The name as uploaded; only its extension counts.</param>
    /// <param name="firstBytes">The start of the content, best 4 KiB or more; the whole content is better still.</param>
    public static DocumentKind? Detect(string fileName, ReadOnlySpan<byte> firstBytes) =>
        Path.GetExtension(fileName).ToLowerInvariant() switch
        {
            ".pdf" when IsPdf(firstBytes) => DocumentKind.Pdf,
            ".docx" when MayBeDocx(firstBytes) => DocumentKind.Docx,
            ".txt" or ".text" when IsText(firstBytes) => DocumentKind.Text,
            ".md" or ".markdown" when IsText(firstBytes) => DocumentKind.Markdown,
            _ => null,
        };

    private static bool IsPdf(ReadOnlySpan<byte> bytes) =>
        bytes[..Math.Min(bytes.Length, PdfHeaderWindow)].IndexOf("%PDF-"u8) >= 0;

    private static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8);

    /// <summary>The list of a zip's entries is at its end: a start alone can only be a zip, a whole one must hold the part.</summary>
    private static bool MayBeDocx(ReadOnlySpan<byte> bytes) =>
        IsZip(bytes)
        && (bytes.IndexOf("word/document.xml"u8) >= 0 || bytes.LastIndexOf("PK\u0005\u0006"u8) < 0);

    private static bool IsText(ReadOnlySpan<byte> bytes) =>
        !IsPdf(bytes) && !IsZip(bytes) && TextDecoder.LooksLikeText(bytes);
}
