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

    public bool IsRightToLeft { get; init; }

    public double Width => Right - Left;

    public double Center => (Left + Right) / 2;
}
