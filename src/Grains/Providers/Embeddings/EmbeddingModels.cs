using Grains.Knowledge.Retrieval;
using Microsoft.Extensions.Options;

namespace Grains.Providers.Embeddings;

/// <summary>
/// Which model embeds for a name: <c>embedded</c> always, and the configured provider's model by its name. <c>default</c>, and a name that is
/// configured no longer, goes to the default: a clone chooses among configured models and can name no other.
/// </summary>
internal sealed class EmbeddingModels : IDisposable
{
    /// <summary>Measured on a handbook and questions of all kinds; see docs/retrieval.md.</summary>
    private static readonly ScoreCalibration EmbeddedCalibration = new(Floor: 0.08, Ceiling: 0.4, Weight: 0.3);

    private const string DefaultName = "default";

    /// <summary>A trained model knows meanings, so it counts for more than the words.</summary>
    private const double ProviderWeight = 0.6;

    private readonly EmbeddingModel embedded;
    private readonly EmbeddingModel? provided;

    public EmbeddingModels(IOptions<EmbeddingOptions> options)
    {
        var settings = options.Value;
        embedded = new EmbeddingModel(LocalEmbedding.ModelName, LocalEmbedding.Space, new LocalEmbeddingGenerator(), EmbeddedCalibration, 32);
        if (settings.Provider == "openai")
        {
            var calibration = new ScoreCalibration(settings.UnrelatedCosine, settings.AnswerCosine, ProviderWeight);
            provided = new EmbeddingModel(
                settings.Model, $"openai:{settings.Model}", new OpenAiEmbeddingGenerator(settings), calibration, settings.BatchSize);
        }
    }

    /// <summary>What clones may name.</summary>
    public IReadOnlyList<string> Names => provided is null ? [DefaultName, embedded.Name] : [DefaultName, embedded.Name, provided.Name];

    /// <summary>What a new clone gets.</summary>
    public EmbeddingModel Default => provided ?? embedded;

    /// <summary>The model that embeds for a clone that names this one.</summary>
    public EmbeddingModel Find(string name) =>
        name.Equals(embedded.Name, StringComparison.OrdinalIgnoreCase) ? embedded : Default;

    /// <summary>The model that made vectors of a space; null where it is not configured any more.</summary>
    public EmbeddingModel? FindSpace(string space) =>
        space == embedded.Space ? embedded : space == provided?.Space ? provided : null;

    public void Dispose()
    {
        embedded.Generator.Dispose();
        provided?.Generator.Dispose();
    }
}
