namespace Grains.Knowledge;

/// <summary>What a step of its ingestion makes of a document.</summary>
internal static class IngestionProgress
{
    public static DocumentRecord After(DocumentRecord document, ReportIngestion report) => report.Step switch
    {
        IngestionStep.Extracted => document with
        {
            Step = IngestionStep.Extracted,
            PageCount = report.PageCount,
            FileSize = report.FileSize ?? document.FileSize,
            Web = document.Web is { } web && !report.WebPages.IsDefaultOrEmpty ? web with { Pages = report.WebPages } : document.Web,
        },
        IngestionStep.Completed => document with
        {
            Step = IngestionStep.Completed,
            Generation = report.Generation,
            ChunkCount = report.ChunkCount,
            ErrorCode = null,
            Error = null,
            Unannounced = true,
        },

        // What was found before, cut with other settings, goes on being found.
        IngestionStep.Failed => document with { Step = IngestionStep.Failed, ErrorCode = report.ErrorCode, Error = report.Error, Unannounced = true },
        IngestionStep.Announced => document with { Unannounced = false },
        _ => throw new ArgumentOutOfRangeException(nameof(report), report.Step, "No ingestion reports this step."),
    };
}
