using Orleans.Configuration;
using Orleans.Embedded.Tests.Harness;
using Orleans.Hosting;

namespace Orleans.Embedded.Tests;

public sealed class DeadlineTests
{
    [Fact]
    public async Task A_caller_waits_thirty_seconds_and_is_told_what_for()
    {
        await using var silo = await TestSilo.StartAsync();
        var call = silo.Grain<ILateGrain>("x").Wait("gate");

        await silo.AdvanceAsync(29.9);
        var early = call.IsCompleted;
        await silo.AdvanceAsync(1.2);

        Assert.False(early);
        var exception = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Contains("ILateGrain.Wait", exception.Message, StringComparison.Ordinal);
        Assert.Contains("late/x", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_can_set_its_own_time()
    {
        await using var silo = await TestSilo.StartAsync();
        var call = silo.Grain<ILateGrain>().WaitBriefly("gate");

        await silo.AdvanceAsync(6.1);

        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task The_host_can_set_the_time_of_all_methods()
    {
        await using var silo = await TestSilo.StartAsync(
            s => s.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(2)));
        var call = silo.Grain<ILateGrain>().Wait("gate");

        await silo.AdvanceAsync(3.1);

        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task A_request_whose_caller_gave_up_in_the_queue_never_runs_and_the_running_one_goes_on()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<ILateGrain>();
        var running = grain.Wait("gate");
        var queued = grain.Note("queued");
        await silo.AdvanceAsync(31.1);

        silo.Gates.Open("gate");
        await grain.Note("later");

        await Assert.ThrowsAsync<TimeoutException>(() => running);
        await Assert.ThrowsAsync<TimeoutException>(() => queued);
        Assert.Equal(["waited", "later"], silo.Trace.Take());
    }

    internal interface ILateGrain : IGrainWithStringKey
    {
        Task Wait(string gate);

        [ResponseTimeout("00:00:05")]
        Task WaitBriefly(string gate);

        Task Note(string text);
    }

    internal sealed class LateGrain(Trace trace, Gates gates) : Grain, ILateGrain
    {
        public async Task Wait(string gate)
        {
            await gates.PassAsync(gate);
            trace.Add("waited");
        }

        public Task WaitBriefly(string gate) => gates.PassAsync(gate);

        public Task Note(string text)
        {
            trace.Add(text);
            return Task.CompletedTask;
        }
    }
}
