using System.Globalization;
using System.Text;
using Grains.Exports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Providers.Documents.Pdf.Writing;

/// <summary>Typesets a document as a PDF file (ISO 32000-1).</summary>
internal sealed partial class PdfDocumentWriter : IPrintedDocumentWriter
{
    /// <summary>Where systems keep fonts of many scripts; the first that has a character shows it.</summary>
    private static readonly string[] WellKnown =
    [
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "/usr/share/fonts/TTF/DejaVuSans.ttf",
        "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttf",
        "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
        "C:\\Windows\\Fonts\\seguisym.ttf",
        "C:\\Windows\\Fonts\\arial.ttf",
    ];

    private readonly Lazy<IReadOnlyList<TrueTypeFile>> fallbacks;
    private readonly ILogger<PdfDocumentWriter> logger;

    public PdfDocumentWriter(IOptions<ExportOptions> options, ILogger<PdfDocumentWriter> logger)
    {
        this.logger = logger;
        fallbacks = new Lazy<IReadOnlyList<TrueTypeFile>>(() => Load(options.Value.Fonts));
    }

    public byte[] Write(PrintedDocument document)
    {
        var fonts = new PdfFonts(fallbacks);
        var pages = new PdfTypesetter(fonts).Set(document);
        using var file = new PdfObjectsWriter();
        var tree = file.Reserve();
        var kids = new StringBuilder();
        var shared = file.Reserve();
        foreach (var page in pages)
        {
            var content = file.AddStream(Encoding.ASCII.GetBytes(page));
            var number = file.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595.28 841.89] /Resources {shared} 0 R /Contents {content} 0 R >>"));
            kids.Append(CultureInfo.InvariantCulture, $"{number} 0 R ");
        }

        file.Write(shared, $"<< /Font << {fonts.Write(file)}>> >>");
        file.Write(tree, string.Create(CultureInfo.InvariantCulture, $"<< /Type /Pages /Kids [{kids}] /Count {pages.Count} >>"));
        var catalog = file.Add(string.Create(
            CultureInfo.InvariantCulture, $"<< /Type /Catalog /Pages {tree} 0 R /ViewerPreferences << /DisplayDocTitle true >> >>"));
        var info = file.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Title {PdfObjectsWriter.TextString(document.Title)} /Producer (Grains) /CreationDate (D:{document.At.UtcDateTime:yyyyMMddHHmmss}Z) >>"));
        return file.Finish(catalog, info);
    }

    private List<TrueTypeFile> Load(IReadOnlyList<string> chosen)
    {
        var fonts = new List<TrueTypeFile>();
        foreach (var path in chosen.Count > 0 ? chosen : WellKnown)
        {
            try
            {
                if (File.Exists(path)) fonts.Add(new TrueTypeFile(File.ReadAllBytes(path)));
                else if (chosen.Count > 0) LogMissing(path);
            }
            catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                LogUnusable(path, failure.Message);
            }
        }

        return fonts;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The font {Path} is not there; other scripts than Latin may lack letters in exports.")]
    private partial void LogMissing(string path);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The font {Path} cannot be used: {Reason}")]
    private partial void LogUnusable(string path, string reason);
}
