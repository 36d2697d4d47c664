namespace Grains.Exports;

/// <summary>Makes a typeset file of a document; a PDF.</summary>
internal interface IPrintedDocumentWriter
{
    byte[] Write(PrintedDocument document);
}
