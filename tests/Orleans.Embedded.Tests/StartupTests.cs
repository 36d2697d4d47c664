using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Tests.Harness;
using Orleans.Hosting;

namespace Orleans.Embedded.Tests;

public sealed class StartupTests
{
    [Fact]
    public async Task Startup_tasks_can_call_grains_and_the_start_waits_for_them()
    {
        var answer = 0;

        await using var silo = await TestSilo.StartAsync(s => s.AddStartupTask(
            async (services, _) => answer = await services.GetRequiredService<IGrainFactory>().GetGrain<IReadyGrain>("a").Answer()));

        Assert.Equal(42, answer);
    }

    [Fact]
    public async Task Startup_tasks_run_by_stage()
    {
        List<string> ran = [];

        await using var silo = await TestSilo.StartAsync(s => s
            .AddStartupTask(Note(ran, "active"))
            .AddStartupTask(Note(ran, "first"), ServiceLifecycleStage.First)
            .AddStartupTask(Note(ran, "application"), ServiceLifecycleStage.ApplicationServices));

        Assert.Equal(["first", "application", "active"], ran);
    }

    [Fact]
    public async Task A_startup_task_that_fails_fails_the_start()
    {
        await Assert.ThrowsAsync<FormatException>(
            () => TestSilo.StartAsync(s => s.AddStartupTask((_, _) => throw new FormatException("not today"))));
    }

    private static Func<IServiceProvider, CancellationToken, Task> Note(List<string> ran, string name) => (_, _) =>
    {
        ran.Add(name);
        return Task.CompletedTask;
    };

    internal interface IReadyGrain : IGrainWithStringKey
    {
        Task<int> Answer();
    }

    internal sealed class ReadyGrain : Grain, IReadyGrain
    {
        public Task<int> Answer() => Task.FromResult(42);
    }
}
