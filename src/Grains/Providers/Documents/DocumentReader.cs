using Grains.Knowledge;
using Grains.Providers.Documents.Pdf;
using Grains.Providers.Documents.Text;
using Grains.Providers.Documents.Word;

namespace Grains.Providers.Documents;

/// <summary>Reads each kind of document with the reader for it. Headings are blocks of their own, and the section of what follows.</summary>
internal sealed class DocumentReader(DocumentLimits limits) : IDocumentReader
{
    public DocumentReader() : this(DocumentLimits.Default)
    {
    }

    public ExtractedDocument Read(ReadOnlyMemory<byte> content, DocumentKind kind, CancellationToken cancel) => kind switch
    {
        DocumentKind.Pdf => PdfDocumentReader.Read(content, limits, cancel),
        DocumentKind.Docx => DocxReader.Read(content, limits, cancel),
        DocumentKind.Text => PlainTextReader.Read(content, limits, cancel),
        DocumentKind.Markdown => MarkdownReader.Read(content, limits, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
