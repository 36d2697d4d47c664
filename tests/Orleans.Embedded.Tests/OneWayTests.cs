using Orleans.Concurrency;
using Orleans.Embedded.Tests.Harness;

namespace Orleans.Embedded.Tests;

public sealed class OneWayTests
{
    [Fact]
    public async Task The_caller_waits_for_nothing_and_the_request_takes_its_turn()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IPostGrain>();

        var sent = grain.Send("gate");
        var other = grain.Ping();
        await silo.Gates.ArrivedAsync("gate");

        Assert.True(sent.IsCompletedSuccessfully);
        Assert.False(other.IsCompleted);
        silo.Gates.Open("gate");
        await other;
    }

    [Fact]
    public async Task Its_failure_is_nobodys()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IPostGrain>();

        await grain.Fail();

        await grain.Ping();
    }

    internal interface IPostGrain : IGrainWithStringKey
    {
        [OneWay]
        Task Send(string gate);

        [OneWay]
        Task Fail();

        Task Ping();
    }

    internal sealed class PostGrain(Gates gates) : Grain, IPostGrain
    {
        public Task Send(string gate) => gates.PassAsync(gate);

        public Task Fail() => throw new FormatException("not today");

        public Task Ping() => Task.CompletedTask;
    }
}
