namespace Providers.Tests.Documents.Pdf;

/// <summary>A test that needs a TrueType font with Cyrillic and Greek letters; skipped where the machine has none in the usual places.</summary>
internal sealed class NeedsFontFactAttribute : FactAttribute
{
    public NeedsFontFactAttribute() => Skip = Path is null ? "There is no DejaVu Sans on this machine." : null;

    /// <summary>Null where there is none.</summary>
    public static string? Path { get; } = new[]
    {
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "/usr/share/fonts/TTF/DejaVuSans.ttf",
        "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
        "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
        @"C:\Windows\Fonts\arial.ttf",
    }.FirstOrDefault(File.Exists);
}
