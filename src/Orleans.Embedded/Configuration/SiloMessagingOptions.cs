namespace Orleans.Configuration;

/// <summary>How grains take calls.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>The default of <see cref="MaxRequestProcessingTime"/>.</summary>
    public static readonly TimeSpan DEFAULT_MAX_REQUEST_PROCESSING_TIME = TimeSpan.FromHours(2);

    /// <summary>At this many queued requests of an activation, further ones are refused; 0 is never.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; }

    /// <summary><see cref="MaxEnqueuedRequestsHardLimit"/> of stateless workers.</summary>
    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; }

    /// <summary>After this long, a request that blocks others makes its activation count as hung, and a new one takes its place.</summary>
    public TimeSpan MaxRequestProcessingTime { get; set; } = DEFAULT_MAX_REQUEST_PROCESSING_TIME;
}
