namespace Grains.Providers.Documents.Pdf;

/// <summary>Whether a font is a bold one, by its descriptor or its name.</summary>
internal static class FontWeight
{
    private const int ForceBold = 1 << 18;
    private const int SemiBold = 600;

    public static bool IsBold(string name, PdfDictionary? descriptor, PdfFile file) =>
        file.GetNumber(descriptor, "FontWeight") >= SemiBold
        || ((file.Get<PdfNumber>(descriptor, "Flags")?.Integer ?? 0) & ForceBold) != 0
        || Says(name, "Bold") || Says(name, "Black") || Says(name, "Heavy")
        || Says(name, "CMBX") || Says(name, "SFBX") || Says(name, "Demi");

    private static bool Says(string name, string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);
}
