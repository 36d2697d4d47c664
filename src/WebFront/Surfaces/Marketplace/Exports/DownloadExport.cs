using Grains.Exports;
using Grains.Outcomes;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Exports;

/// <summary>
/// GET /exports/{exportId}/download (and below /api/v1): the exported file, for its owner with their access token, until it expires. Never shown inline.
/// </summary>
internal sealed class DownloadExport : IEndpoint
{
    private static readonly Refusal Gone = new(RefusalKind.NotFound, "exports.not_found", "There is no such export, or it has expired; make a new one.");

    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/exports/{exportId:guid}/download", HandleAsync);

    /// <summary>The address that the document shows, which is outside of the surface's prefix.</summary>
    public static void MapDownload(IEndpointRouteBuilder routes) => routes
        .MapGet("/exports/{exportId:guid}/download", HandleAsync)
        .OnSurface(MarketplaceSurface.Surface)
        .ExcludeFromDescription();

    private static async Task<Results<FileContentHttpResult, Refused>> HandleAsync(
        Guid exportId, HttpContext context, Caller caller, IGrainFactory grains, IExportFiles files, CancellationToken cancel)
    {
        var found = await grains.Export(exportId).GetAsync(caller.UserId, cancel);
        if (found.IsRefused(out var refusal, out var export)) return new Refused(refusal);
        if (await files.ReadAsync(exportId, cancel) is not { } content) return new Refused(Gone);

        AnswerHeaders.Set(context.Response);
        return TypedResults.Bytes(content, TypeOf(export.Format), export.FileName);
    }

    private static string TypeOf(ExportFormat format) => format switch
    {
        ExportFormat.Pdf => "application/pdf",
        ExportFormat.Text => "text/plain; charset=utf-8",
        _ => "application/json; charset=utf-8",
    };
}
