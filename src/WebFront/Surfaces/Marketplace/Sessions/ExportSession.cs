using Grains.Exports;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Clones;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>POST /api/v1/sessions/{sessionId}/export: makes a file of the session that its owner can download for a while.</summary>
internal sealed class ExportSession : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/sessions/{sessionId:guid}/export", HandleAsync);

    private static async Task<Results<Ok<ExportResponse>, Refused>> HandleAsync(
        Guid sessionId, Body<ExportRequest> body, Caller caller, IGrainFactory grains, HttpRequest request, CancellationToken cancel)
    {
        var check = new Check();
        check.That(body.Value.Format is not null, "format", "The field is required.");
        check.OneOf(body.Value.Format, "format", "pdf", "txt", "json");
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var format = body.Value.Format switch { "pdf" => ExportFormat.Pdf, "txt" => ExportFormat.Text, _ => ExportFormat.Json };
        var command = new MakeExport(
            caller.UserId,
            sessionId,
            format,
            body.Value.IncludeSummary ?? true,
            body.Value.IncludeTranscript ?? true,
            body.Value.IncludeSources ?? true);
        var made = await grains.Export(Guid.NewGuid()).MakeAsync(command, cancel);
        return made.ToOk(view => ExportResponse.From(view, request));
    }
}

/// <summary>What to export; each part is included where the member is missing.</summary>
/// <param name="Format"><c>pdf</c>, <c>txt</c> or <c>json</c>.</param>
internal sealed record ExportRequest([property: Words("pdf", "txt", "json")] string? Format, bool? IncludeSummary, bool? IncludeTranscript, bool? IncludeSources);

/// <summary>As documented; <c>file_name</c> and <c>file_size_bytes</c> are additions.</summary>
/// <param name="FileSizeMb">In units of 1,048,576 bytes, with 6 decimals.</param>
internal sealed record ExportResponse(
    Guid ExportId, string DownloadUrl, DateTimeOffset ExpiresAt, double FileSizeMb, string FileName, long FileSizeBytes)
{
    public static ExportResponse From(ExportView view, HttpRequest request) => new(
        view.ExportId,
        $"{request.Scheme}://{request.Host}/exports/{view.ExportId}/download",
        view.ExpiresAt,
        Megabytes.Of(view.Size),
        view.FileName,
        view.Size);
}
