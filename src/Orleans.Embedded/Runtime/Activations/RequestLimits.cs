using Orleans.Configuration;
using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Activations;

/// <summary>How many requests an activation may have, running and waiting; one for plain grains and one for stateless workers.</summary>
internal sealed class RequestLimits
{
    /// <summary>Lines of a kind are logged no more often than this; a rush would fill the log with what it already says.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private readonly SiloRuntime runtime;
    private readonly string hardName;
    private readonly int soft;
    private readonly int hard;
    private long lastWarning;
    private long lastRefusal;

    private RequestLimits(SiloRuntime runtime, string hardName, int soft, int hard)
    {
        this.runtime = runtime;
        this.hardName = hardName;
        this.soft = soft > 0 ? soft : int.MaxValue;
        this.hard = hard > 0 ? hard : int.MaxValue;
        Lowest = Math.Min(this.soft, this.hard);
        lastWarning = lastRefusal = long.MinValue;
    }

    /// <summary>Up to this many requests there is nothing to do.</summary>
    public int Lowest { get; }

    public static RequestLimits OfGrains(SiloRuntime runtime, SiloMessagingOptions messaging) => new(
        runtime, nameof(messaging.MaxEnqueuedRequestsHardLimit),
        messaging.MaxEnqueuedRequestsSoftLimit, messaging.MaxEnqueuedRequestsHardLimit);

    public static RequestLimits OfWorkers(SiloRuntime runtime, SiloMessagingOptions messaging) => new(
        runtime, nameof(messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker),
        messaging.MaxEnqueuedRequestsSoftLimit_StatelessWorker, messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker);

    /// <summary>Whether a further call is refused; what an activation sends itself never is.</summary>
    public bool Refuses(Call call, int requests) => requests > hard && !call.IsLocalOnly;

    /// <summary>Ends a refused call, and logs that there are too many.</summary>
    public void OnTooMany(Activation activation, Call call, int requests, bool refused)
    {
        if (refused)
        {
            if (IsTime(ref lastRefusal))
                runtime.Log.QueueFull(activation.GrainId, requests, hard);
            call.Refuse(new LimitExceededException(hardName, requests, hard, activation));
        }
        else if (requests > soft && IsTime(ref lastWarning))
        {
            runtime.Log.QueueLong(activation.GrainId, requests, soft);
        }
    }

    private bool IsTime(ref long last)
    {
        var now = runtime.Time.GetTimestamp();
        var before = Interlocked.Read(ref last);
        return (before == long.MinValue || runtime.Time.GetElapsedTime(before, now) >= Quiet)
            && Interlocked.CompareExchange(ref last, now, before) == before;
    }
}
