using System.ComponentModel.DataAnnotations;

namespace Grains.Webhooks;

/// <summary>The <c>Webhooks</c> section of the settings.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Webhooks that one account can have.</summary>
    [Range(1, 1_000)]
    public int MaxPerUser { get; set; } = 10;

    /// <summary>Deliveries of one webhook that may wait; one more disables it.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaiting { get; set; } = 10_000;

    /// <summary>Seconds that a receiver has to answer, from looking up its host to the end of its answer.</summary>
    [Range(0.1, 20)]
    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>Seconds before a first retry, about; each further wait is twice the one before.</summary>
    [Range(0.01, 3_600)]
    public double FirstRetrySeconds { get; set; } = 10;

    /// <summary>The longest wait between two attempts, in seconds, about.</summary>
    [Range(0.01, 86_400)]
    public double LongestRetrySeconds { get; set; } = 3_600;

    /// <summary>Hours from its first attempt in which a delivery is tried again; then it is a dead letter.</summary>
    [Range(0.0001, 720)]
    public double RetryHours { get; set; } = 24;

    /// <summary>Hours without a single success after which a failing webhook is disabled.</summary>
    [Range(0.0001, 8_760)]
    public double DisableHours { get; set; } = 72;

    /// <summary>Hours in which the secret before a new one signs as well.</summary>
    [Range(0, 720)]
    public double SecretOverlapHours { get; set; } = 24;

    /// <summary>Days that deliveries are listed after they ended; dead letters can be replayed as long.</summary>
    [Range(0.01, 3_650)]
    public double KeepDays { get; set; } = 30;

    /// <summary>Seconds between two looks for new events and due deliveries, while there is an enabled webhook.</summary>
    [Range(0.01, 60)]
    public double PollSeconds { get; set; } = 0.5;

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    public TimeSpan SecretOverlap => TimeSpan.FromHours(SecretOverlapHours);
}
