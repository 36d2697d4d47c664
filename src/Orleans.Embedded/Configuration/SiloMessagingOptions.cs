namespace Orleans.Configuration;

/// <summary>How grains take calls.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>The default of <see cref="MaxRequestProcessingTime"/>.</summary>
    public static readonly TimeSpan DEFAULT_MAX_REQUEST_PROCESSING_TIME = TimeSpan.FromHours(2);

    /// <summary>With more than this many requests of an activation, running and waiting, a warning is logged; 0 is never.</summary>
    public int MaxEnqueuedRequestsSoftLimit { get; set; }

    /// <summary>With more than this many requests of an activation, running and waiting, further ones are refused; 0 is never.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; }

    /// <summary><see cref="MaxEnqueuedRequestsSoftLimit"/> of stateless workers.</summary>
    public int MaxEnqueuedRequestsSoftLimit_StatelessWorker { get; set; }

    /// <summary><see cref="MaxEnqueuedRequestsHardLimit"/> of stateless workers.</summary>
    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; }

    /// <summary>After this long, a request that blocks others makes its activation count as hung, and a new one takes its place.</summary>
    public TimeSpan MaxRequestProcessingTime { get; set; } = DEFAULT_MAX_REQUEST_PROCESSING_TIME;

    /// <summary>A request that has been running for longer is logged, once, with whom it waits for.</summary>
    public TimeSpan RequestProcessingWarningTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>A request that has been waiting for its turn for longer is logged, once, with what is before it.</summary>
    public TimeSpan RequestQueueDelayWarningTime { get; set; } = TimeSpan.FromSeconds(20);
}
