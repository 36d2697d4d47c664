namespace Grains.Providers.Models;

/// <summary>The <c>Models</c> section of the settings.</summary>
public sealed class ModelsOptions
{
    /// <summary>Who answers for names that no setting maps: <c>embedded</c>, or the name of a configured provider.</summary>
    public string Default { get; set; } = ModelCatalog.EmbeddedName;

    /// <summary>OpenAI-compatible servers, by the name that clones choose them by.</summary>
    public Dictionary<string, ProviderOptions> Providers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public EmbeddedModelOptions Embedded { get; init; } = new();

    public EchoModelOptions Echo { get; init; } = new();

    /// <summary>The longest answer of any model, in UTF-16 characters; 1,000 to 1,000,000. Past it the answer ends as <c>length</c>.</summary>
    public int MaxAnswerCharacters { get; set; } = 128_000;
}

/// <summary>One OpenAI-compatible server. Its key is sent to its base URL and nowhere else: redirects are not followed.</summary>
public sealed class ProviderOptions
{
    /// <summary>Absolute http or https URL up to and including the version, such as <c>https://api.openai.com/v1</c>.</summary>
    public string BaseUrl { get; set; } = "https://api.openai.com/v1";

    /// <summary>The key; empty for a server that wants none.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The model's name at the provider.</summary>
    public string Model { get; set; } = "";

    /// <summary>Seconds from the request to the first piece of text, retries included; above 0, at most 30.</summary>
    public double TimeoutSeconds { get; set; } = 30;

    /// <summary>The longest silence between two pieces, in seconds; above 0, at most 300.</summary>
    public double IdleSeconds { get; set; } = 20;

    /// <summary>The longest answer, in seconds; above 0, at most 3,600.</summary>
    public double AnswerSeconds { get; set; } = 300;

    /// <summary>Tries after the first, before the first piece of text only; 0 to 5.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>Seconds before the first retry, doubled for each further one and spread by half either way; 0 to 10.</summary>
    public double BackoffSeconds { get; set; } = 0.5;

    /// <summary>Failures in a row after which the provider is left alone; 1 to 100.</summary>
    public int BreakerFailures { get; set; } = 5;

    /// <summary>Seconds that a provider is left alone before one request probes it again; above 0, at most 600.</summary>
    public double BreakerSeconds { get; set; } = 30;

    /// <summary>
    /// True to name the answer's limit <c>max_completion_tokens</c> (OpenAI's newer models insist), false for <c>max_tokens</c> (what
    /// most compatible servers read). Null decides by the host: true for api.openai.com.
    /// </summary>
    public bool? MaxCompletionTokens { get; set; }
}

/// <summary>The built-in answerer.</summary>
public sealed class EmbeddedModelOptions
{
    /// <summary>Tokens a second that an answer streams at; 0 for no pacing, at most 100,000. The first token always comes at once.</summary>
    public double TokensPerSecond { get; set; } = 120;
}

/// <summary>The model named <c>echo</c>, which streams the question back; for benchmarks.</summary>
public sealed class EchoModelOptions
{
    public bool Enabled { get; set; }

    /// <summary>As <see cref="EmbeddedModelOptions.TokensPerSecond"/>.</summary>
    public double TokensPerSecond { get; set; }
}
