using Grains.Providers.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Knowledge;

public static class KnowledgeSetup
{
    /// <summary>Registers what knowledge bases and retrieval need; the embedding models have a setup of their own.</summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.AddOptions<KnowledgeOptions>().BindConfiguration(KnowledgeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IDocumentReader>(static _ => new DocumentReader());
        services.AddSingleton<IKnowledgeStore, SqliteKnowledgeStore>();
        services.AddSingleton<DocumentWorkbench>();
        services.AddSingleton<KnowledgeIndexCache>();
        services.AddSingleton<IDocumentUploads, UploadStore>();
        services.AddHostedService<KnowledgeRecovery>();
        return services;
    }
}
