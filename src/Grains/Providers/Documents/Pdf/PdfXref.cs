namespace Grains.Providers.Documents.Pdf;

/// <summary>Where each object is. What is added first is newest and stays.</summary>
internal sealed class PdfXref
{
    public Dictionary<int, PdfXrefEntry> Entries { get; } = [];

    public PdfDictionary Trailer { get; set; } = PdfDictionary.Empty;
}

/// <summary>An object's place: an offset in the file, or the number of the object stream that holds it. Offset -1 is a freed object.</summary>
internal readonly record struct PdfXrefEntry(long Offset, int? Stream);
