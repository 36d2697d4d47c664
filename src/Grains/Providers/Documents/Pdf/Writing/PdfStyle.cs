using Grains.Exports;

namespace Grains.Providers.Documents.Pdf.Writing;

/// <summary>How a kind of text is set; all in points, the gray from 0 (black) to 1.</summary>
internal sealed record PdfStyle(double Size, double Leading, bool Bold, double Before, double After, double Gray = 0)
{
    public static PdfStyle Title { get; } = new(20, 25, true, 0, 8);

    public static PdfStyle Body { get; } = new(10.5, 14.5, false, 0, 6);

    public static PdfStyle Item { get; } = new(10.5, 14.5, false, 0, 2);

    public static PdfStyle Cell { get; } = new(9.5, 12.5, false, 2, 0);

    public static PdfStyle HeaderCell { get; } = new(9.5, 12.5, true, 2, 0);

    public static PdfStyle Small { get; } = new(8.5, 11.5, false, 0, 5, 0.4);

    private static readonly PdfStyle Strong = new(10.5, 14.5, true, 5, 1);

    public static PdfStyle OfHeading(int level) => level switch
    {
        1 => new PdfStyle(15, 19, true, 12, 5),
        2 => new PdfStyle(12.5, 16, true, 9, 4),
        _ => new PdfStyle(11, 15, true, 6, 3),
    };

    public static PdfStyle Of(PrintedKind kind) => kind switch
    {
        PrintedKind.Strong => Strong,
        PrintedKind.Small => Small,
        _ => Body,
    };
}
