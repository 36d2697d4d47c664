namespace Grains.Providers.Documents.Pdf;

/// <summary>An affine map of the plane, as the format writes it: x' = Ax + Cy + E, y' = Bx + Dy + F.</summary>
internal readonly record struct Matrix(double A, double B, double C, double D, double E, double F)
{
    public static readonly Matrix Identity = new(1, 0, 0, 1, 0, 0);

    /// <summary>First this, then the other.</summary>
    public Matrix Then(in Matrix o) => new(
        A * o.A + B * o.C, A * o.B + B * o.D,
        C * o.A + D * o.C, C * o.B + D * o.D,
        E * o.A + F * o.C + o.E, E * o.B + F * o.D + o.F);

    public (double X, double Y) Apply(double x, double y) => (A * x + C * y + E, B * x + D * y + F);

    public static Matrix Shift(double x, double y) => new(1, 0, 0, 1, x, y);

    /// <summary>Null unless the array holds six numbers.</summary>
    public static Matrix? From(PdfArray? array, PdfFile file)
    {
        if (array is not { Items.Count: 6 }) return null;
        var n = array.Items.Select(item => (file.Resolve(item) as PdfNumber)?.Value ?? 0).ToArray();
        return new Matrix(n[0], n[1], n[2], n[3], n[4], n[5]);
    }
}
