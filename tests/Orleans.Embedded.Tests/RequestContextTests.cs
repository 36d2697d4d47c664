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
