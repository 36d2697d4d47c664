using Orleans.Configuration;

namespace Silo.Engines;

/// <summary>A grain's mailbox has no end unless one is set; past it a caller is told to come back.</summary>
internal static class QueueLimits
{
    private const int PerActivation = 2_000;
    private const int PerWorker = 5_000;

    public static void Set(SiloMessagingOptions messaging)
    {
        messaging.MaxEnqueuedRequestsHardLimit = PerActivation;
        messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker = PerWorker;
    }
}
