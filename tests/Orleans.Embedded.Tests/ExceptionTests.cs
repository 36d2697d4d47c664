using Orleans.Concurrency;
using Orleans.Embedded.Tests.Harness;

namespace Orleans.Embedded.Tests;

public sealed class ExceptionTests
{
    [Theory]
    [InlineData("at once")]
    [InlineData("later")]
    [InlineData("as value")]
    public async Task An_exception_reaches_the_caller_as_the_instance_that_was_thrown(string when)
    {
        await using var silo = await TestSilo.StartAsync();

        var caught = await Assert.ThrowsAsync<FormatException>(() => silo.Grain<IFaultyGrain>().Fail(when));

        Assert.Same(FaultyGrain.Thrown, caught);
        Assert.Contains(nameof(FaultyGrain), caught.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_aggregate_that_is_thrown_stays_one()
    {
        await using var silo = await TestSilo.StartAsync();

        var caught = await Assert.ThrowsAsync<AggregateException>(silo.Grain<IFaultyGrain>().FailTwice);

        Assert.Equal(2, caught.InnerExceptions.Count);
    }

    [Fact]
    public async Task A_grain_that_failed_takes_the_next_call_in_the_same_activation()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IFaultyGrain>();
        var before = await grain.Activation();

        await Assert.ThrowsAsync<FormatException>(() => grain.Fail("later"));

        Assert.Equal(before, await grain.Activation());
    }

    [Fact]
    public async Task An_argument_that_cannot_travel_is_thrown_at_the_caller_of_a_one_way_method()
    {
        await using var silo = await TestSilo.StartAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => silo.Grain<IFaultyGrain>().Tell(new Unmarked()));

        await silo.QuietAsync();
        Assert.Empty(silo.Trace.Take());
    }

    internal interface IFaultyGrain : IGrainWithStringKey
    {
        Task Fail(string when);

        Task<int> FailTwice();

        Task<string> Activation();

        [OneWay]
        Task Tell(Unmarked message);
    }

    internal sealed class Unmarked;

    internal sealed class FaultyGrain(Trace trace) : Grain, IFaultyGrain
    {
        public static FormatException? Thrown { get; private set; }

        public Task Fail(string when)
        {
            Thrown = new FormatException("not today");
            return when switch
            {
                "at once" => throw Thrown,
                "later" => FailLater(Thrown),
                _ => FailLater(Thrown).ContinueWith(
                    failed => Task.FromException(failed.Exception!.InnerException!), TaskScheduler.Current).Unwrap(),
            };
        }

        public async Task<int> FailTwice()
        {
            await Task.Yield();
            throw new AggregateException(new FormatException("once"), new FormatException("twice"));
        }

        public Task<string> Activation() => Task.FromResult(GrainContext.ActivationId.ToString());

        public Task Tell(Unmarked message)
        {
            trace.Add("told");
            return Task.CompletedTask;
        }

        private static async Task FailLater(Exception exception)
        {
            await Task.Yield();
            throw exception;
        }
    }
}
