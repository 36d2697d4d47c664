namespace Grains.Providers.Documents.Pdf;

/// <summary>A piece of text where it stands on the page, in points.</summary>
/// <param name="Text">Never empty.</param>
/// <param name="Size">Height of an em.</param>
/// <param name="DirectionX">With DirectionY: the unit vector along which the line runs.</param>
/// <param name="Mark">Which marked piece of content it belongs to; producers mark each run of one element.</param>
internal readonly record struct PageGlyph(
    string Text, double X, double Y, double EndX, double EndY, double Size, double DirectionX, double DirectionY, bool IsBold, int Mark);
