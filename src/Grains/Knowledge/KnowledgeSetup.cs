using Grains.Knowledge.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Knowledge;

public static class KnowledgeSetup
{
    /// <summary>Registers what knowledge bases and retrieval need; document readers and embedding models have setups of their own.</summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.AddOptions<KnowledgeOptions>().BindConfiguration(KnowledgeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DocumentWorkbench>();
        services.AddSingleton<DocumentLog>();
        services.AddSingleton<KnowledgeIndexCache>();
        services.AddSingleton<HostPace>();
        services.AddSingleton<WebPageReader>();
        services.AddSingleton<SiteCrawler>();
        services.AddHostedService<KnowledgeRecovery>();
        return services.AddUploads();
    }

    /// <summary>Registers <see cref="IDocumentUploads"/>, for silos and for front ends alike.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services)
    {
        services.AddSingleton<IKnowledgeStore, KnowledgeStore>();
        services.AddSingleton<IDocumentUploads, UploadStore>();
        return services;
    }
}
