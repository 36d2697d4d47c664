using System.Runtime.CompilerServices;
using Grains.Knowledge;
using Grains.Providers.Documents;

namespace Providers.Tests.Documents;

/// <summary>The sample documents beside the tests, and short ways to read them.</summary>
internal static class Fixture
{
    public static byte[] Load(string name) => File.ReadAllBytes(PathOf(name));

    public static string PathOf(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Fixtures", name);

    public static ExtractedDocument ReadPdf(string name) => Read(Load(name), DocumentKind.Pdf);

    public static ExtractedDocument Read(byte[] content, DocumentKind kind, DocumentLimits? limits = null) =>
        new DocumentReader(limits ?? DocumentLimits.Default).Read(content, kind, CancellationToken.None);

    public static string RefusalOf(byte[] content, DocumentKind kind, DocumentLimits? limits = null) =>
        Assert.Throws<DocumentRejectedException>(() => Read(content, kind, limits)).Code;

    /// <summary>The texts of a page's blocks.</summary>
    public static string[] Page(this ExtractedDocument document, int page) =>
        [.. document.Blocks.Where(block => block.Page == page).Select(block => block.Text)];

    public static string[] Texts(this ExtractedDocument document) => [.. document.Blocks.Select(block => block.Text)];

    public static string? SectionOf(this ExtractedDocument document, string start) =>
        document.Blocks.First(block => block.Text.StartsWith(start, StringComparison.Ordinal)).Section;
}
