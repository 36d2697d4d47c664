using Grains.Knowledge;
using Grains.Knowledge.Web;
using Grains.Providers.Documents.Html;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Providers.Documents;

public static class DocumentsSetup
{
    /// <summary>Readers of PDF, DOCX, text, Markdown and web pages.</summary>
    public static IServiceCollection AddDocumentReaders(this IServiceCollection services)
    {
        services.AddSingleton(DocumentLimits.Default);
        services.AddSingleton<IDocumentReader, DocumentReader>();
        services.AddSingleton<IHtmlReader, HtmlReader>();
        return services;
    }
}
