namespace Grains.Providers.Documents.Pdf;

/// <summary>Opens each font of a file once.</summary>
internal sealed class FontFactory(PdfFile file)
{
    private readonly Dictionary<PdfDictionary, PdfFont> fonts = [];

    public PdfFont Open(PdfDictionary dictionary)
    {
        if (fonts.TryGetValue(dictionary, out var known)) return known;
        return fonts[dictionary] = file.GetName(dictionary, "Subtype") == "Type0"
            ? CompositeFont.Open(dictionary, file)
            : SimpleFont.Open(dictionary, file);
    }

    /// <summary>Null when the stream cannot be unpacked.</summary>
    public static CharacterMap? ReadMap(PdfStream stream, PdfFile file)
    {
        try
        {
            return CharacterMapReader.Read(file.Unpack(stream), file.Budget);
        }
        catch (PdfFormatException)
        {
            return null;
        }
    }
}
