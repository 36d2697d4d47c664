using Orleans.Embedded.Tests.Harness;

namespace Orleans.Embedded.Tests;

public sealed class DeactivationTests
{
    [Fact]
    public async Task DeactivateOnIdle_ends_after_the_request_and_the_queue_goes_to_the_next_activation()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IMortalGrain>();
        var ending = grain.EndWhile("gate");
        var queued = new[] { grain.Note("1"), grain.Note("2") };
        await silo.Gates.ArrivedAsync("gate");

        silo.Gates.Open("gate");
        await Task.WhenAll([ending, .. queued]);

        Assert.Equal(["+", "ending", "- ApplicationRequested", "+", "1", "2"], silo.Trace.Take());
    }

    [Fact]
    public async Task No_call_is_lost_while_activations_end_all_the_time()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IMortalGrain>();

        var calls = Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            var answers = 0;
            for (var n = 0; n < 200; n++)
            {
                if ((n + i) % 7 == 0)
                    await grain.End();
                answers += await grain.One();
            }

            return answers;
        }));

        Assert.Equal(16 * 200, (await Task.WhenAll(calls)).Sum());
        Assert.Equal(0, MortalGrain.Overlaps);
    }

    [Fact]
    public async Task Ending_while_it_starts_takes_effect_when_it_has_started()
    {
        await using var silo = await TestSilo.StartAsync();

        await silo.Grain<IMortalGrain>("ends-at-birth").One().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(["+", "- ApplicationRequested", "+"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_failure_at_the_end_does_not_keep_the_next_activation_from_starting()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IMortalGrain>("fails-at-end");

        await grain.End();

        Assert.Equal(1, await grain.One());
    }

    internal interface IMortalGrain : IGrainWithStringKey
    {
        Task EndWhile(string gate);

        Task End();

        Task Note(string text);

        Task<int> One();
    }

    internal sealed class MortalGrain(Trace trace, Gates gates) : Grain, IMortalGrain
    {
        private static readonly HashSet<string> Born = [];
        private static int Alive;

        public static int Overlaps { get; private set; }

        private bool IsCounted => this.GetPrimaryKeyString() == "a";

        public override Task OnActivateAsync(CancellationToken cancellationToken)
        {
            trace.Add("+");
            if (this.GetPrimaryKeyString() == "ends-at-birth")
            {
                lock (Born)
                {
                    if (Born.Add("ends-at-birth"))
                        DeactivateOnIdle();
                }
            }

            return Task.CompletedTask;
        }

        public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            await Task.Yield();
            trace.Add($"- {reason.ReasonCode}");
            if (this.GetPrimaryKeyString() == "fails-at-end")
                throw new FormatException("not today");
        }

        public async Task EndWhile(string gate)
        {
            DeactivateOnIdle();
            await gates.PassAsync(gate);
            trace.Add("ending");
        }

        public Task End()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public Task Note(string text)
        {
            trace.Add(text);
            return Task.CompletedTask;
        }

        public async Task<int> One()
        {
            if (IsCounted && Interlocked.Increment(ref Alive) != 1)
                Overlaps++;
            await Task.Yield();
            if (IsCounted)
                Interlocked.Decrement(ref Alive);
            return 1;
        }
    }
}
