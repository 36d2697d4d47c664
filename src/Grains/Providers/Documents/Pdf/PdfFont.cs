namespace Grains.Providers.Documents.Pdf;

/// <summary>Turns the bytes of a shown string into characters and advances.</summary>
internal abstract class PdfFont(string name, bool isBold)
{
    public string Name => name;

    public bool IsBold => isBold;

    public virtual bool IsVertical => false;

    /// <summary>The height of an em in the font's own units: 1 but for Type 3 fonts, whose glyphs may have any scale.</summary>
    public virtual double EmHeight => 1;

    /// <summary>Reads the first glyph of the bytes, which are not empty.</summary>
    /// <param name="length">How many bytes it took, at least 1.</param>
    public abstract PdfGlyph ReadGlyph(ReadOnlySpan<byte> bytes, out int length);
}

/// <summary>One glyph of a font.</summary>
/// <param name="Text">What it shows; empty when that is not known.</param>
/// <param name="Advance">In ems; along the line.</param>
/// <param name="IsWordSpace">Whether word spacing (Tw) applies: the one-byte code 32 only.</param>
internal readonly record struct PdfGlyph(string Text, double Advance, bool IsWordSpace);
