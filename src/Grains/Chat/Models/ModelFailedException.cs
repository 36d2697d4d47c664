namespace Grains.Chat.Models;

/// <summary>A model could not answer. Its message is fit for a person and holds no key, address or text of the provider.</summary>
/// <param name="code">One of <see cref="ModelFailures"/>.</param>
public sealed class ModelFailedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>True where asking again later may succeed.</summary>
    public bool Retryable { get; init; } = code is not ModelFailures.Refused;

    /// <summary>How long the provider asked to wait; null if it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
