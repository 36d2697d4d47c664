namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>Lines under one another that belong together: a paragraph, or one cell of a table row.</summary>
internal sealed class TextCell
{
    public TextCell(TextLine line) => Lines.Add(line);

    public List<TextLine> Lines { get; } = [];

    public TextLine First => Lines[0];

    public TextLine Last => Lines[^1];

    public double Left => Lines.Min(l => l.Left);

    public double Right => Lines.Max(l => l.Right);

    public double Top => First.Baseline;

    public int Characters => Lines.Sum(l => l.Text.Length);

    public bool IsBold => Lines.TrueForAll(l => l.IsBold);

    /// <summary>The bullet or number was set apart from its text: the two are one line.</summary>
    public void TakeAfterMarker(TextLine line) =>
        Lines[^1] = line with { Text = $"{Last.Text} {line.Text}", Left = Last.Left, StartsBold = Last.StartsBold };
}
