using System.Runtime.CompilerServices;
using Orleans.Concurrency;
using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class ObserverTests
{
    [Fact]
    public async Task A_grain_can_call_an_object_outside_of_grains()
    {
        await using var silo = await TestSilo.StartAsync();
        var ear = new Ear(silo);
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);

        var answer = await silo.Grain<IVoiceGrain>().Say(reference, "hello");
        await silo.QuietAsync();

        Assert.Equal("heard hello", answer);
        Assert.Equal(["hello"], silo.Trace.Take());
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task A_deleted_reference_is_called_no_more_even_by_who_has_called_it_before()
    {
        await using var silo = await TestSilo.StartAsync();
        var ear = new Ear(silo);
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);
        await silo.Grain<IVoiceGrain>().Say(reference, "hello");
        await reference.Hear("directly");
        silo.Trace.Take();

        silo.Grains.DeleteObjectReference<IEar>(ear);

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => silo.Grain<IVoiceGrain>().Say(reference, "hello"));
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => reference.Hear("directly"));
        Assert.Empty(silo.Trace.Take());
    }

    [Fact]
    public async Task An_object_that_nobody_else_keeps_is_forgotten()
    {
        await using var silo = await TestSilo.StartAsync();
        var (reference, target) = ReferenceToNothing(silo);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        var refused = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => reference.Hear("nobody"));
        await silo.AdvanceAsync(0.5);

        Assert.False(target.TryGetTarget(out _));
        Assert.Contains("gone", refused.Message, StringComparison.Ordinal);
        Assert.Null(silo.Runtime.Catalog.Find(((IAddressable)reference).GetGrainId()));
    }

    [Fact]
    public async Task Calls_of_one_object_come_one_after_the_other_in_order_and_on_no_grains_turn()
    {
        await using var silo = await TestSilo.StartAsync();
        var ear = new Ear(silo);
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);
        var calls = new[] { reference.HearSlowly("1"), reference.HearSlowly("2"), reference.HearSlowly("3") };
        await silo.Gates.ArrivedAsync("1");
        await silo.QuietAsync();
        var whileTheFirstRuns = silo.Trace.Take();

        silo.Gates.OpenAll();
        await Task.WhenAll(calls);

        Assert.Equal(["+1"], whileTheFirstRuns);
        Assert.Equal(["-1", "+2", "-2", "+3", "-3"], silo.Trace.Take());
        Assert.False(ear.SawGrainContext);
    }

    [Fact]
    public async Task An_always_interleaving_call_of_an_object_does_not_wait()
    {
        await using var silo = await TestSilo.StartAsync();
        var ear = new Ear(silo);
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);
        var slow = reference.HearSlowly("gate");
        await silo.Gates.ArrivedAsync("gate");

        await reference.HearAtOnce("now");

        Assert.False(slow.IsCompleted);
        silo.Gates.Open("gate");
        await slow;
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task A_method_without_a_result_is_one_way()
    {
        await using var silo = await TestSilo.StartAsync();
        var ear = new Ear(silo);
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);

        reference.Whisper("psst");
        await silo.QuietAsync();

        Assert.Equal(["psst"], silo.Trace.Take());
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task An_objects_exception_reaches_the_grain()
    {
        await using var silo = await TestSilo.StartAsync();
        var ear = new Ear(silo);
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);

        await Assert.ThrowsAsync<FormatException>(() => silo.Grain<IVoiceGrain>().Say(reference, "nonsense"));
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task A_grain_may_not_make_a_reference_to_an_object()
    {
        await using var silo = await TestSilo.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(silo.Grain<IVoiceGrain>().MakeReference);
    }

    [Fact]
    public async Task Deleting_what_is_no_reference_is_refused()
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Throws<ArgumentException>(() => silo.Grains.DeleteObjectReference<IEar>(new Ear(silo)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (IEar Reference, WeakReference<Ear> Target) ReferenceToNothing(TestSilo silo)
    {
        var ear = new Ear(silo);
        return (silo.Grains.CreateObjectReference<IEar>(ear), new(ear));
    }

    internal interface IEar : IGrainObserver
    {
        Task<string> Hear(string text);

        Task HearSlowly(string gate);

        [AlwaysInterleave]
        Task HearAtOnce(string text);

        void Whisper(string text);
    }

    internal interface IVoiceGrain : IGrainWithStringKey
    {
        Task<string> Say(IEar ear, string text);

        Task MakeReference();
    }

    internal sealed class Ear(TestSilo silo) : IEar
    {
        public bool SawGrainContext { get; private set; }

        public Task<string> Hear(string text)
        {
            silo.Trace.Add(text);
            return text == "nonsense" ? throw new FormatException("not today") : Task.FromResult("heard " + text);
        }

        public async Task HearSlowly(string gate)
        {
            SawGrainContext |= RuntimeContext.Current is not null;
            silo.Trace.Add("+" + gate);
            await silo.Gates.PassAsync(gate);
            silo.Trace.Add("-" + gate);
        }

        public Task HearAtOnce(string text) => Task.CompletedTask;

        public void Whisper(string text) => silo.Trace.Add(text);
    }

    internal sealed class VoiceGrain : Grain, IVoiceGrain
    {
        public Task<string> Say(IEar ear, string text) => ear.Hear(text);

        public Task MakeReference()
        {
            GrainFactory.CreateObjectReference<IEar>(new DeafEar());
            return Task.CompletedTask;
        }
    }

    private sealed class DeafEar : IEar
    {
        public Task<string> Hear(string text) => Task.FromResult(text);

        public Task HearSlowly(string gate) => Task.CompletedTask;

        public Task HearAtOnce(string text) => Task.CompletedTask;

        public void Whisper(string text)
        {
        }
    }
}
