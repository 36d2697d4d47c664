using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class RequestContextTests
{
    [Fact]
    public async Task Values_flow_to_what_is_called_and_not_back()
    {
        await using var silo = await TestSilo.StartAsync();
        RequestContext.Set("who", "caller");

        var seen = await silo.Grain<IContextGrain>("a").ReadThroughAndChange("b");

        Assert.Equal("caller caller", seen);
        Assert.Equal("caller", RequestContext.Get("who"));
    }

    [Fact]
    public async Task Values_of_one_call_are_not_seen_by_the_next()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IContextGrain>();
        RequestContext.Set("who", "first");
        await grain.SetWithoutAwait("leak");
        RequestContext.Clear();

        Assert.Equal("nobody", await grain.Read());
    }

    [Fact]
    public async Task A_value_that_one_flow_sets_is_not_seen_by_the_flow_beside_it()
    {
        await using var silo = await TestSilo.StartAsync();
        RequestContext.Set("who", "both");

        var seen = await Task.WhenAll(SetAndReadAsync(silo, "left"), SetAndReadAsync(silo, "right"));

        Assert.Equal(["left", "right"], seen);
        Assert.Equal("both", RequestContext.Get("who"));
    }

    [Fact]
    public async Task Values_are_there_again_after_an_await_of_another_grain()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IContextGrain>("a");

        var calls = Enumerable.Range(0, 20).Select(async i =>
        {
            RequestContext.Set("who", $"{i}");
            return await grain.ReadThroughAndChange($"b{i}");
        });

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i} {i}"), await Task.WhenAll(calls));
    }

    private static async Task<string> SetAndReadAsync(TestSilo silo, string value)
    {
        RequestContext.Set("who", value);
        await Task.Yield();
        return await silo.Grain<IContextGrain>(value).Read();
    }

    internal interface IContextGrain : IGrainWithStringKey
    {
        Task<string> ReadThroughAndChange(string other);

        Task<string> Read();

        Task SetWithoutAwait(string value);
    }

    internal sealed class ContextGrain : Grain, IContextGrain
    {
        public async Task<string> ReadThroughAndChange(string other)
        {
            var nested = await GrainFactory.GetGrain<IContextGrain>(other).Read();
            var own = RequestContext.Get("who");
            RequestContext.Set("who", "callee");
            return $"{own} {nested}";
        }

        public Task<string> Read() => Task.FromResult(RequestContext.Get("who") as string ?? "nobody");

        public Task SetWithoutAwait(string value)
        {
            RequestContext.Set("who", value);
            return Task.CompletedTask;
        }
    }
}
