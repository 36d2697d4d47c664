namespace Grains.Providers.Documents.Pdf;

/// <summary>The part of the graphics state that matters to text (ISO 32000-1, 8.4 and 9.3); saved by q, restored by Q.</summary>
internal sealed record TextState
{
    public Matrix Page { get; init; } = Matrix.Identity;

    public PdfFont? Font { get; init; }

    public double Size { get; init; }

    public double CharacterSpacing { get; init; }

    public double WordSpacing { get; init; }

    /// <summary>Horizontal scale; 1 is 100 percent.</summary>
    public double Stretch { get; init; } = 1;

    public double Leading { get; init; }

    public double Rise { get; init; }
}
