namespace Grains.Chat.Models;

/// <summary>The codes of <see cref="ModelFailedException"/>.</summary>
public static class ModelFailures
{
    /// <summary>No first token in time, or too long a silence between two.</summary>
    public const string Timeout = "model.timeout";

    /// <summary>The provider's own limit was hit and retries did not help.</summary>
    public const string RateLimited = "model.rate_limited";

    /// <summary>The provider cannot be reached, answers with a server error, or its circuit is open.</summary>
    public const string Unavailable = "model.unavailable";

    /// <summary>The provider will not answer this request, or does not accept our configuration: asking again does not help.</summary>
    public const string Refused = "model.refused";

    /// <summary>The stream broke off or turned to garbage after it had begun.</summary>
    public const string BrokenStream = "model.broken_stream";
}
