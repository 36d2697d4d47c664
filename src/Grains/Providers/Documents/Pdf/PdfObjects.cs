namespace Grains.Providers.Documents.Pdf;

/// <summary>A value of the PDF language (ISO 32000-1, 7.3).</summary>
internal abstract class PdfObject;

internal sealed class PdfNull : PdfObject
{
    public static readonly PdfNull Value = new();
}

internal sealed class PdfBoolean(bool value) : PdfObject
{
    public bool Value => value;
}

internal sealed class PdfNumber(double value) : PdfObject
{
    public double Value => value;

    public int Integer => value >= int.MaxValue ? int.MaxValue : value <= int.MinValue ? int.MinValue : (int)value;

    public long Long => value is >= -9e15 and <= 9e15 ? (long)value : -1;
}

internal sealed class PdfName(string value) : PdfObject
{
    public string Value => value;
}

internal sealed class PdfString(byte[] bytes) : PdfObject
{
    public byte[] Bytes => bytes;
}

internal sealed class PdfReference(int number) : PdfObject
{
    public int Number => number;
}

/// <summary>A bare word: an operator of a content stream, or structure such as endobj.</summary>
internal sealed class PdfKeyword(string value) : PdfObject
{
    public string Value => value;
}

internal sealed class PdfArray(List<PdfObject> items) : PdfObject
{
    public List<PdfObject> Items => items;
}

internal sealed class PdfDictionary(Dictionary<string, PdfObject> entries) : PdfObject
{
    public static readonly PdfDictionary Empty = new([]);

    public Dictionary<string, PdfObject> Entries => entries;

    public PdfObject? this[string key] => entries.GetValueOrDefault(key);
}

/// <summary>A dictionary followed by bytes, still packed by its filters.</summary>
internal sealed class PdfStream(PdfDictionary dictionary, ReadOnlyMemory<byte> packed) : PdfObject
{
    public PdfDictionary Dictionary => dictionary;

    public ReadOnlyMemory<byte> Packed => packed;
}

/// <summary>A place that breaks the format's rules. What holds it is left out or repaired; the document goes on.</summary>
internal sealed class PdfFormatException(string message) : Exception(message);
