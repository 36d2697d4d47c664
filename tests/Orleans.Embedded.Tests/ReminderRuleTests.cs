using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Embedded.Tests;

public sealed class ReminderRuleTests
{
    private static readonly DateTime Start = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Ticks_that_were_due_while_no_process_ran_are_lost_and_the_schedule_goes_on()
    {
        var table = new MemoryReminderTable();
        await table.UpsertRow(new ReminderEntry
        {
            GrainId = GrainId.Create("bell", "a"),
            ReminderName = "old",
            StartAt = Start - TimeSpan.FromMinutes(10.5),
            Period = TimeSpan.FromMinutes(2),
        });
        await using var silo = await TestSilo.StartAsync(reminders: table);

        await silo.AdvanceAsync(TimeSpan.FromMinutes(4));

        Assert.Equal(["old 00:01:30", "old 00:03:30"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_tick_tells_when_the_schedule_began_and_wakes_the_grain()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IBellGrain>();
        await grain.Set("first", TimeSpan.FromMinutes(2));
        await grain.End();

        await silo.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(["first 00:02:00", "first 00:04:00"], silo.Trace.Take());
        Assert.Equal(Start + TimeSpan.FromMinutes(2), await grain.FirstTick());
    }

    [Fact]
    public async Task A_tick_waits_its_turn_like_any_call()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IBellGrain>();
        await grain.Set("bell", TimeSpan.FromMinutes(1));
        var busy = grain.Hold("gate");
        await silo.AdvanceAsync(TimeSpan.FromSeconds(70));
        var whileItWaited = silo.Trace.Take();

        silo.Gates.Open("gate");
        await silo.QuietAsync();

        Assert.Empty(whileItWaited);
        Assert.Equal(["bell 00:01:00"], silo.Trace.Take());
        await Assert.ThrowsAsync<TimeoutException>(() => busy);
    }

    [Fact]
    public async Task Unregistering_what_was_registered_anew_since_is_refused()
    {
        await using var silo = await TestSilo.StartAsync();

        await Assert.ThrowsAsync<ReminderException>(silo.Grain<IBellGrain>().UnregisterOutdated);
    }

    [Fact]
    public async Task Unregistering_twice_is_no_error()
    {
        await using var silo = await TestSilo.StartAsync();

        await silo.Grain<IBellGrain>().UnregisterTwice();
    }

    [Fact]
    public async Task Reminders_are_for_grains_only()
    {
        await using var silo = await TestSilo.StartAsync();
        var registry = silo.Services.GetRequiredService<IReminderRegistry>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => registry.RegisterOrUpdateReminder(
            GrainId.Create("bell", "a"), "outside", TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_host_without_a_table_says_so()
    {
        await using var silo = await TestSilo.StartAsync(s =>
            s.Services.Remove(s.Services.Single(d => d.ServiceType == typeof(IReminderTable))));

        await Assert.ThrowsAsync<OrleansConfigurationException>(
            () => silo.Grain<IBellGrain>().Set("bell", TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_reminder_that_comes_due_while_the_process_stops_is_left_to_the_next_one()
    {
        var table = new MemoryReminderTable();
        await using var silo = await TestSilo.StartAsync(reminders: table);
        var grain = silo.Grain<IBellGrain>();
        await grain.Set("bell", TimeSpan.FromMinutes(1));
        await silo.AdvanceAsync(TimeSpan.FromSeconds(58));
        var busy = grain.Hold("gate");
        await silo.Gates.ArrivedAsync("gate");

        var stopping = silo.StopAsync();
        await silo.AdvanceAsync(5);
        silo.Gates.Open("gate");
        await stopping;
        await busy;

        Assert.Empty(silo.Trace.Take());
        Assert.Empty(silo.Log.Take());
        Assert.Single((await table.ReadRows(GrainId.Create("bell", "a"))).Reminders);
    }

    internal interface IBellGrain : IGrainWithStringKey
    {
        Task Set(string name, TimeSpan period);

        Task End();

        [ResponseTimeout("00:00:30")]
        Task Hold(string gate);

        Task UnregisterOutdated();

        Task UnregisterTwice();

        Task<DateTime> FirstTick();
    }

    internal sealed class BellGrain(Trace trace, Gates gates) : Grain, IBellGrain, IRemindable
    {
        private DateTime firstTick;

        public Task Set(string name, TimeSpan period) => this.RegisterOrUpdateReminder(name, period, period);

        public Task End()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public Task Hold(string gate) => gates.PassAsync(gate);

        public async Task UnregisterOutdated()
        {
            var outdated = await this.RegisterOrUpdateReminder("bell", TimeSpan.Zero, TimeSpan.FromMinutes(1));
            await this.RegisterOrUpdateReminder("bell", TimeSpan.Zero, TimeSpan.FromMinutes(2));
            await this.UnregisterReminder(outdated);
        }

        public async Task UnregisterTwice()
        {
            var reminder = await this.RegisterOrUpdateReminder("bell", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
            await this.UnregisterReminder(reminder);
            await this.UnregisterReminder(reminder);
        }

        public Task<DateTime> FirstTick() => Task.FromResult(firstTick);

        public Task ReceiveReminder(string reminderName, TickStatus status)
        {
            firstTick = status.FirstTickTime;
            trace.Add($"{reminderName} {status.CurrentTickTime - Start}");
            return Task.CompletedTask;
        }
    }
}
