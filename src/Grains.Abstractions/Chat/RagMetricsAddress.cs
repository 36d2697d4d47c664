namespace Grains.Chat;

public static class RagMetricsAddress
{
    public static IRagMetricsGrain RagMetrics(this IGrainFactory grains, Guid cloneId) => grains.GetGrain<IRagMetricsGrain>($"rag-metrics-{cloneId:N}");
}
