namespace Grains.Exports;

[GenerateSerializer, Alias("exports.format")]
public enum ExportFormat
{
    Pdf = 0,
    Text = 1,
    Json = 2,
}

/// <param name="IncludeSummary">The session's summary; one is made where there is none yet.</param>
/// <param name="IncludeTranscript">What was said.</param>
/// <param name="IncludeSources">The documents that answers quote, after each answer and in the summary.</param>
[GenerateSerializer, Immutable, Alias("exports.make")]
public sealed record MakeExport(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] Guid SessionId,
    [property: Id(2)] ExportFormat Format,
    [property: Id(3)] bool IncludeSummary,
    [property: Id(4)] bool IncludeTranscript,
    [property: Id(5)] bool IncludeSources);

/// <param name="FileName">Of letters, digits and dashes.</param>
/// <param name="Size">In bytes.</param>
[GenerateSerializer, Immutable, Alias("exports.view")]
public sealed record ExportView(
    [property: Id(0)] Guid ExportId,
    [property: Id(1)] Guid SessionId,
    [property: Id(2)] ExportFormat Format,
    [property: Id(3)] string FileName,
    [property: Id(4)] long Size,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset ExpiresAt);
