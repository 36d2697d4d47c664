using Orleans.Configuration;
using Orleans.Embedded.Tests.Harness;
using Orleans.Hosting;

namespace Orleans.Embedded.Tests;

public sealed class CancellationTests
{
    [Fact]
    public async Task The_caller_is_released_at_once_and_the_callees_token_fires()
    {
        await using var silo = await TestSilo.StartAsync();
        using var cancel = new CancellationTokenSource();
        var call = silo.Grain<IPatientGrain>().Wait("gate", cancel.Token);
        await silo.Gates.ArrivedAsync("gate");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await silo.QuietAsync();
        Assert.Equal(["cancelled on its turn"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_request_that_is_still_queued_never_runs()
    {
        await using var silo = await TestSilo.StartAsync();
        using var cancel = new CancellationTokenSource();
        var grain = silo.Grain<IPatientGrain>();
        var first = grain.Wait("gate", default);
        var second = grain.Note(cancel.Token);
        await silo.Gates.ArrivedAsync("gate");

        await cancel.CancelAsync();
        silo.Gates.Open("gate");
        await first;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await silo.QuietAsync();
        Assert.Empty(silo.Trace.Take());
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_sends_nothing()
    {
        await using var silo = await TestSilo.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silo.Grain<IPatientGrain>().Note(new(canceled: true)));

        await silo.QuietAsync();
        Assert.Empty(silo.Trace.Take());
    }

    [Theory]
    [InlineData(true, "cancelled on its turn")]
    [InlineData(false, "")]
    public async Task A_timeout_cancels_the_callees_token_where_the_host_says_so(bool cancels, string trace)
    {
        await using var silo = await TestSilo.StartAsync(
            s => s.Configure<SiloMessagingOptions>(o => o.CancelRequestOnTimeout = cancels));
        var call = silo.Grain<IPatientGrain>().Wait("gate", CancellationToken.None);

        await silo.AdvanceAsync(32);

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal(trace, silo.Trace.ToString());
    }

    [Fact]
    public async Task A_token_goes_on_along_the_chain_of_calls()
    {
        await using var silo = await TestSilo.StartAsync();
        using var cancel = new CancellationTokenSource();
        var call = silo.Grain<IPatientGrain>("a").WaitAt("b", "gate", cancel.Token);
        await silo.Gates.ArrivedAsync("gate");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await silo.QuietAsync();
        Assert.Equal(["cancelled on its turn"], silo.Trace.Take());
    }

    internal interface IPatientGrain : IGrainWithStringKey
    {
        Task Wait(string gate, CancellationToken cancel);

        Task WaitAt(string other, string gate, CancellationToken cancel);

        Task Note(CancellationToken cancel);
    }

    internal sealed class PatientGrain(Trace trace, Gates gates) : Grain, IPatientGrain
    {
        public async Task Wait(string gate, CancellationToken cancel)
        {
            var own = TaskScheduler.Current;
            try
            {
                await gates.PassAsync(gate, cancel);
            }
            catch (OperationCanceledException)
            {
                trace.Add(TaskScheduler.Current == own ? "cancelled on its turn" : "cancelled elsewhere");
                throw;
            }
        }

        public Task WaitAt(string other, string gate, CancellationToken cancel) =>
            GrainFactory.GetGrain<IPatientGrain>(other).Wait(gate, cancel);

        public Task Note(CancellationToken cancel)
        {
            trace.Add("ran");
            return Task.CompletedTask;
        }
    }
}
