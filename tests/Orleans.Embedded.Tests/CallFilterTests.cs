using Orleans.Embedded.Tests.Harness;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class CallFilterTests
{
    [Fact]
    public async Task Incoming_filters_run_in_order_and_the_grain_itself_last()
    {
        Trace trace = new();
        await using var silo = await TestSilo.StartAsync(s => s
            .AddIncomingGrainCallFilter(context => Note(trace, "1", context))
            .AddIncomingGrainCallFilter(context => Note(trace, "2", context)));

        var answer = await silo.Grain<IFilteredGrain>().Double(4);

        Assert.Equal(9, answer);
        Assert.Equal(["+1 Double", "+2 Double", "-2", "-1"], trace.Take());
    }

    [Fact]
    public async Task A_filter_sees_arguments_and_the_implementing_method_and_may_answer_itself()
    {
        string? seen = null;
        await using var silo = await TestSilo.StartAsync(s => s.AddIncomingGrainCallFilter(context =>
        {
            seen = $"{context.ImplementationMethod.DeclaringType!.Name} {context.Request.GetArgument(0)} {context.TargetId}";
            context.Result = 77;
            return Task.CompletedTask;
        }));

        Assert.Equal(77, await silo.Grain<IFilteredGrain>().Double(4));
        Assert.Equal("FilteredGrain 4 filtered/a", seen);
    }

    [Fact]
    public async Task A_filter_sees_a_failure_as_an_exception()
    {
        Exception? seen = null;
        await using var silo = await TestSilo.StartAsync(s => s.AddIncomingGrainCallFilter(async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (FormatException exception)
            {
                seen = exception;
                throw;
            }
        }));

        await Assert.ThrowsAsync<FormatException>(silo.Grain<IFilteredGrain>().Fail);

        Assert.NotNull(seen);
    }

    [Fact]
    public async Task Timer_ticks_pass_the_incoming_filters()
    {
        Trace trace = new();
        await using var silo = await TestSilo.StartAsync(s => s.AddIncomingGrainCallFilter(context => Note(trace, "f", context)));
        await silo.Grain<IFilteredGrain>().Tick();
        trace.Take();

        await silo.AdvanceAsync(1.5);

        Assert.Equal(["+f InvokeCallbackAsync", "-f"], trace.Take());
    }

    [Fact]
    public async Task A_timer_tick_is_a_call_of_the_grain_by_itself()
    {
        List<string> seen = [];
        await using var silo = await TestSilo.StartAsync(s => s.AddIncomingGrainCallFilter(context =>
        {
            seen.Add($"{context.InterfaceMethod.DeclaringType!.Name} {context.SourceId} {context.TargetId}");
            return context.Invoke();
        }));
        await silo.Grain<IFilteredGrain>().Tick();
        seen.Clear();

        await silo.AdvanceAsync(1.5);

        Assert.Equal(["IGrainTimerInvoker filtered/a filtered/a"], seen);
    }

    [Fact]
    public async Task A_call_from_outside_of_grains_has_no_source()
    {
        GrainId? seen = GrainId.Create("nobody", "yet");
        await using var silo = await TestSilo.StartAsync(s => s.AddIncomingGrainCallFilter(context =>
        {
            seen = context.SourceId;
            return context.Invoke();
        }));

        await silo.Grain<IFilteredGrain>().Double(4);

        Assert.Null(seen);
    }

    [Fact]
    public async Task Outgoing_filters_run_at_the_caller_and_may_change_the_result()
    {
        await using var silo = await TestSilo.StartAsync(s => s.AddOutgoingGrainCallFilter(async context =>
        {
            await context.Invoke();
            if (context.MethodName == "Double")
                context.Result = (int)context.Result! + 100;
        }));

        Assert.Equal(109, await silo.Grain<IFilteredGrain>().Double(4));
        await Assert.ThrowsAsync<FormatException>(silo.Grain<IFilteredGrain>().Fail);
    }

    private static async Task Note(Trace trace, string name, IIncomingGrainCallContext context)
    {
        trace.Add($"+{name} {context.MethodName}");
        await context.Invoke();
        trace.Add("-" + name);
    }

    internal interface IFilteredGrain : IGrainWithStringKey
    {
        Task<int> Double(int number);

        Task Fail();

        Task Tick();
    }

    internal sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            await context.Invoke();
            if (context.Result is int number)
                context.Result = number + 1;
        }

        public Task<int> Double(int number) => Task.FromResult(number * 2);

        public Task Fail() => throw new FormatException("not today");

        public Task Tick()
        {
            this.RegisterGrainTimer(() => Task.CompletedTask, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        }
    }
}
