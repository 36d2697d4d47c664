namespace Grains.Exports;

/// <summary>A document as it is to be printed, whatever the file's format.</summary>
/// <param name="At">When it was made.</param>
internal sealed record PrintedDocument(string Title, DateTimeOffset At, IReadOnlyList<PrintedBlock> Blocks);

internal abstract record PrintedBlock;

/// <param name="Level">From 1.</param>
internal sealed record PrintedHeading(int Level, string Text) : PrintedBlock;

internal sealed record PrintedParagraph(string Text, PrintedKind Kind = PrintedKind.Plain) : PrintedBlock;

internal sealed record PrintedList(IReadOnlyList<string> Items, bool Numbered = false) : PrintedBlock;

/// <param name="Shares">How wide the columns are beside each other; one for each.</param>
internal sealed record PrintedTable(IReadOnlyList<double> Shares, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : PrintedBlock;

internal enum PrintedKind
{
    Plain = 0,
    Strong = 1,
    Small = 2,
}
