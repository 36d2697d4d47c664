using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Embeddings;
using EmbeddingGenerationOptions = Microsoft.Extensions.AI.EmbeddingGenerationOptions;

namespace Grains.Providers.Embeddings;

/// <summary>Embeddings from an OpenAI-compatible server. The key goes to its base URL and nowhere else: redirects are not followed.</summary>
internal sealed class OpenAiEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly HttpClient http;
    private readonly EmbeddingClient client;
    private readonly EmbeddingGeneratorMetadata metadata;
    private readonly string model;

    public OpenAiEmbeddingGenerator(EmbeddingOptions options)
    {
        var address = new Uri(options.BaseUrl, UriKind.Absolute);
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
#pragma warning disable RS0030 // The one client of this provider: no redirects, no cookies, a time limit.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = timeout };
#pragma warning restore RS0030
        model = options.Model;
        metadata = new EmbeddingGeneratorMetadata("openai", address, model);

        // The client insists on a key; a server that wants none passes over it.
        var key = new ApiKeyCredential(options.ApiKey is "" ? "none" : options.ApiKey);
        client = new EmbeddingClient(model, key, new OpenAIClientOptions
        {
            Endpoint = address,
            NetworkTimeout = timeout,
            RetryPolicy = new ClientRetryPolicy(options.Retries),
            Transport = new HttpClientPipelineTransport(http),
        });
    }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var answer = await client.GenerateEmbeddingsAsync(values, cancellationToken: cancellationToken);
            var ordered = answer.Value.OrderBy(static embedding => embedding.Index);
            return [.. ordered.Select(embedding => new Embedding<float>(embedding.ToFloats()) { ModelId = model })];
        }
        catch (Exception failure) when (failure is ClientResultException or HttpRequestException or AggregateException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The provider's own text may quote the request or the key, so only the status is passed on.
            var status = failure is ClientResultException { Status: > 0 and var code } ? $"status {code}" : "no answer";
            throw new EmbeddingFailedException($"The embedding model gave {status}.");
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() => http.Dispose();
}
