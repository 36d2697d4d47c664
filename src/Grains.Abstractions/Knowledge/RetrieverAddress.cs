namespace Grains.Knowledge;

public static class RetrieverAddress
{
    public static IRetrieverGrain Retriever(this IGrainFactory grains, Guid cloneId) => grains.GetGrain<IRetrieverGrain>($"retriever-{cloneId:N}");
}
