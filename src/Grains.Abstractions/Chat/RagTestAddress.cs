namespace Grains.Chat;

public static class RagTestAddress
{
    public static IRagTestGrain RagTest(this IGrainFactory grains, Guid cloneId) => grains.GetGrain<IRagTestGrain>($"rag-test-{cloneId:N}");
}
