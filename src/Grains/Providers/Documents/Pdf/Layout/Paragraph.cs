namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>A finished paragraph or table row of one page.</summary>
internal sealed record Paragraph(string Text, double Size, bool IsBold, int Lines, int Cells);
