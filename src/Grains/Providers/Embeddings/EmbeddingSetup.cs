using Microsoft.Extensions.DependencyInjection;

namespace Grains.Providers.Embeddings;

public static class EmbeddingSetup
{
    /// <summary>Registers the embedding models of the <c>Embeddings</c> section; bad settings stop the start.</summary>
    public static IServiceCollection AddEmbeddings(this IServiceCollection services)
    {
        services.AddOptions<EmbeddingOptions>()
            .BindConfiguration(EmbeddingOptions.Section)
            .ValidateDataAnnotations()
            .Validate(static options => options.UnrelatedCosine < options.AnswerCosine, "Embeddings:UnrelatedCosine must be below Embeddings:AnswerCosine.")
            .Validate(
                static options => Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address)
                    && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp),
                "Embeddings:BaseUrl must be an absolute http or https URL.")
            .ValidateOnStart();
        services.AddSingleton<EmbeddingModels>();
        return services;
    }
}
