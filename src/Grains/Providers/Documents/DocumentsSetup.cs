using Grains.Knowledge;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Providers.Documents;

public static class DocumentsSetup
{
    /// <summary>Readers of PDF, DOCX, text and Markdown.</summary>
    public static IServiceCollection AddDocumentReaders(this IServiceCollection services)
    {
        services.AddSingleton(DocumentLimits.Default);
        services.AddSingleton<IDocumentReader, DocumentReader>();
        return services;
    }
}
