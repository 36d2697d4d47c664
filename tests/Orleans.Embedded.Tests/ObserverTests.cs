using Orleans.Embedded.Tests.Harness;

namespace Orleans.Embedded.Tests;

public sealed class ObserverTests
{
    [Fact]
    public async Task A_grain_can_call_an_object_outside_of_grains()
    {
        await using var silo = await TestSilo.StartAsync();
        var ear = new Ear(silo.Trace);
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);

        var answer = await silo.Grain<IVoiceGrain>().Say(reference, "hello");
        await silo.QuietAsync();

        Assert.Equal("heard hello", answer);
        Assert.Equal(["hello"], silo.Trace.Take());
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task A_deleted_reference_is_called_no_more()
    {
        await using var silo = await TestSilo.StartAsync();
        var ear = new Ear(silo.Trace);
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);

        silo.Grains.DeleteObjectReference<IEar>(ear);

        await Assert.ThrowsAnyAsync<Exception>(() => silo.Grain<IVoiceGrain>().Say(reference, "hello"));
        Assert.Empty(silo.Trace.Take());
    }

    internal interface IEar : IGrainObserver
    {
        Task<string> Hear(string text);
    }

    internal interface IVoiceGrain : IGrainWithStringKey
    {
        Task<string> Say(IEar ear, string text);
    }

    internal sealed class Ear(Trace trace) : IEar
    {
        public Task<string> Hear(string text)
        {
            trace.Add(text);
            return Task.FromResult("heard " + text);
        }
    }

    internal sealed class VoiceGrain : Grain, IVoiceGrain
    {
        public Task<string> Say(IEar ear, string text) => ear.Hear(text);
    }
}
