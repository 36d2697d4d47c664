namespace Grains.Knowledge;

public static class KnowledgeBaseAddress
{
    public static IKnowledgeBaseGrain KnowledgeBase(this IGrainFactory grains, Guid cloneId) =>
        grains.GetGrain<IKnowledgeBaseGrain>($"knowledge-{cloneId:N}");
}
