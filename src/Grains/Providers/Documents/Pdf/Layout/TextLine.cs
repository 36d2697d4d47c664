namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>A run of text on one baseline, without wide gaps. Positions are points along and across its own direction.</summary>
internal sealed record TextLine
{
    public required string Text { get; init; }

    public required double Left { get; init; }

    public required double Right { get; init; }

    /// <summary>Larger is higher.</summary>
    public required double Baseline { get; init; }

    /// <summary>Height of an em.</summary>
    public required double Size { get; init; }

    public required bool IsBold { get; init; }

    public required bool StartsBold { get; init; }

    /// <summary>Angle of the line in whole degrees; 0 for ordinary text.</summary>
    public required int Angle { get; init; }

    /// <summary>The marked piece of content that it starts in, and the one that it ends in.</summary>
    public required int FirstMark { get; init; }

    public required int LastMark { get; init; }

    public bool IsRightToLeft { get; init; }

    public double Width => Right - Left;

    /// <summary>About how long its first word is, with the space before it.</summary>
    public double FirstWord
    {
        get
        {
            var end = Text.IndexOf(' ', StringComparison.Ordinal);
            return Width * ((end < 0 ? Text.Length : end) + 1) / Text.Length;
        }
    }

    public double Center => (Left + Right) / 2;
}
