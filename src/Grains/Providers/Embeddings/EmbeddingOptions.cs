using System.ComponentModel.DataAnnotations;

namespace Grains.Providers.Embeddings;

/// <summary>The <c>Embeddings</c> section of the settings.</summary>
internal sealed class EmbeddingOptions
{
    public const string Section = "Embeddings";

    /// <summary><c>embedded</c>, which needs nothing, or <c>openai</c> for any OpenAI-compatible server.</summary>
    [RegularExpression("^(embedded|openai)$")]
    public string Provider { get; set; } = "embedded";

    /// <summary>Absolute http or https URL up to and including the version.</summary>
    public string BaseUrl { get; set; } = "https://api.openai.com/v1";

    /// <summary>Empty for a server that wants none.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The model's name at the provider; clones choose it by this name. At most 100 characters.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string Model { get; set; } = "text-embedding-3-small";

    /// <summary>Texts in one request; 1 to 2,048.</summary>
    [Range(1, 2_048)]
    public int BatchSize { get; set; } = 64;

    /// <summary>Seconds that one request may take; above 0, at most 300.</summary>
    [Range(0.1, 300)]
    public double TimeoutSeconds { get; set; } = 30;

    /// <summary>Tries after the first; 0 to 10.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    /// <summary>The cosine at which the model's vectors of two texts say that they are unrelated; -1 to 1, below <see cref="AnswerCosine"/>.</summary>
    [Range(-1, 1)]
    public double UnrelatedCosine { get; set; } = 0.15;

    /// <summary>The cosine at which one text answers the other; -1 to 1.</summary>
    [Range(-1, 1)]
    public double AnswerCosine { get; set; } = 0.6;
}
