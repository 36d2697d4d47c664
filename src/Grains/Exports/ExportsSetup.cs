using Grains.Accounts;
using Grains.Providers.Documents.Pdf.Writing;
using Grains.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Exports;

public static class ExportsSetup
{
    /// <summary>Exports of sessions, and what removes them.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExportOptions>().Bind(configuration.GetSection("Exports")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new StateStream<ExportState>(
            provider.GetRequiredService<IEventLog>(), provider.GetRequiredService<IDatabase>(), ExportListingProjection.Saved));
        services.AddSingleton<IProjection, ExportListingProjection>();
        services.AddSingleton<IPrintedDocumentWriter, PdfDocumentWriter>();
        services.AddSingleton<IPersonalData, ExportErasure>();
        services.AddHostedService<ExportSweeper>();
        return services.AddExportFiles();
    }

    /// <summary>What the front end reads exported files with.</summary>
    public static IServiceCollection AddExportFiles(this IServiceCollection services) => services.AddSingleton<IExportFiles, ExportFiles>();
}
