using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using Grains.Knowledge;

namespace Grains.Providers.Documents.Word;

/// <summary>Reads a Word document: headings as sections, lists with their numbers, tables as rows, notes after their paragraph. Word lays out pages when it opens a file, so there are none in it.</summary>
internal static class DocxReader
{
    public static ExtractedDocument Read(ReadOnlyMemory<byte> content, DocumentLimits limits, CancellationToken cancel)
    {
        CheckSignature(content.Span);
        var budget = new ReadBudget(limits, cancel);
        using var package = new MemoryStream(content.ToArray(), writable: false);
        new DocxPackageCheck(budget).Check(package);
        try
        {
            using var word = WordprocessingDocument.Open(package, isEditable: false);
            var main = word.MainDocumentPart ?? throw DocumentRejections.NotADocx();
            var body = main.Document?.Body ?? throw DocumentRejections.Damaged();
            var walker = new DocxWalker(main, budget);
            walker.Walk(body);
            if (walker.Blocks.Count == 0) throw DocumentRejections.NoText();
            return new ExtractedDocument(walker.Blocks, 0, TitleOf(word) ?? walker.Title);
        }
        catch (OpenXmlPackageException)
        {
            throw DocumentRejections.NotADocx();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw DocumentRejections.Damaged();
        }
    }

    /// <summary>A protected document is an OLE file that holds the encrypted package; an old .doc is an OLE file without one.</summary>
    private static void CheckSignature(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("PK"u8)) return;
        var encrypted = content.StartsWith(new byte[] { 0xD0, 0xCF, 0x11, 0xE0 })
            && content.IndexOf("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8) >= 0;
        throw encrypted ? DocumentRejections.Encrypted() : DocumentRejections.NotADocx();
    }

    /// <summary>What the library throws for content against the format's rules.</summary>
    private static bool IsDamage(Exception e) =>
        e is XmlException or InvalidDataException or FileFormatException or FormatException or UriFormatException
            or InvalidOperationException or ArgumentException or IOException or NotSupportedException or KeyNotFoundException
            or NullReferenceException or IndexOutOfRangeException;

    private static string? TitleOf(WordprocessingDocument word)
    {
        var title = word.PackageProperties.Title;
        return string.IsNullOrWhiteSpace(title) ? null : title.Trim();
    }
}
