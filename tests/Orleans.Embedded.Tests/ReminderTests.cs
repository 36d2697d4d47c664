using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class ReminderTests
{
    [Fact]
    public async Task Ticks_come_at_the_start_and_after_each_period()
    {
        await using var silo = await TestSilo.StartAsync();
        await silo.Grain<IAlarmGrain>().Set("wake", Minutes(1), Minutes(2));

        await silo.AdvanceAsync(Minutes(6));

        Assert.Equal(["wake 00:01:00", "wake 00:03:00", "wake 00:05:00"], silo.Trace.Take());
    }

    [Fact]
    public async Task The_schedule_is_anchored_and_skips_what_a_long_delivery_misses()
    {
        await using var silo = await TestSilo.StartAsync();
        await silo.Grain<IAlarmGrain>().Set("slow", Minutes(1), Minutes(1));
        await silo.AdvanceAsync(Minutes(1.1));
        await silo.AdvanceAsync(TimeSpan.FromSeconds(20));

        silo.Gates.Open("slow");
        await silo.AdvanceAsync(Minutes(0.6));

        Assert.Equal(["slow 00:01:00", "slow 00:02:00"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_reminder_outlives_its_activation_and_its_process()
    {
        var table = new MemoryReminderTable();
        await using (var first = await TestSilo.StartAsync(reminders: table))
        {
            await first.Grain<IAlarmGrain>().Set("wake", Minutes(2), Minutes(2));
            await first.Grain<IAlarmGrain>().End();
        }

        await using var second = await TestSilo.StartAsync(reminders: table);
        await second.AdvanceAsync(Minutes(2.5));

        Assert.Equal(["wake 00:02:00"], second.Trace.Take());
    }

    [Fact]
    public async Task A_tick_that_fails_is_not_repeated_before_the_next_one()
    {
        await using var silo = await TestSilo.StartAsync();
        await silo.Grain<IAlarmGrain>().Set("fails", Minutes(1), Minutes(1));

        await silo.AdvanceAsync(Minutes(2.5));

        Assert.Equal(["fails 00:01:00", "fails 00:02:00"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_removed_reminder_is_silent()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IAlarmGrain>();
        await grain.Set("wake", Minutes(1), Minutes(1));
        var before = await grain.Names();

        await grain.Remove("wake");
        await silo.AdvanceAsync(Minutes(5));

        Assert.Equal(["wake"], before);
        Assert.Empty(await grain.Names());
        Assert.Empty(silo.Trace.Take());
    }

    [Fact]
    public async Task A_reminder_beyond_the_loading_window_comes_in_time()
    {
        await using var silo = await TestSilo.StartAsync();
        await silo.Grain<IAlarmGrain>().Set("far", Minutes(60), Minutes(60));

        await silo.AdvanceAsync(Minutes(121));

        Assert.Equal(["far 01:00:00", "far 02:00:00"], silo.Trace.Take());
    }

    [Fact]
    public async Task Registering_again_replaces_the_schedule()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IAlarmGrain>();
        await grain.Set("wake", Minutes(1), Minutes(1));

        await grain.Set("wake", Minutes(3), Minutes(10));
        await silo.AdvanceAsync(Minutes(5));

        Assert.Equal(["wake 00:03:00"], silo.Trace.Take());
    }

    [Fact]
    public async Task Less_than_a_minute_is_refused()
    {
        await using var silo = await TestSilo.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => silo.Grain<IAlarmGrain>().Set("wake", Minutes(1), Minutes(0.9)));
    }

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    internal interface IAlarmGrain : IGrainWithStringKey
    {
        Task Set(string name, TimeSpan due, TimeSpan period);

        Task Remove(string name);

        Task<List<string>> Names();

        Task End();
    }

    internal sealed class AlarmGrain(Trace trace, Gates gates, TimeProvider time) : Grain, IAlarmGrain, IRemindable
    {
        private static readonly DateTime Start = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        public Task Set(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

        public async Task Remove(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

        public async Task<List<string>> Names() => [.. (await this.GetReminders()).Select(r => r.ReminderName)];

        public Task End()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public async Task ReceiveReminder(string reminderName, TickStatus status)
        {
            trace.Add($"{reminderName} {status.CurrentTickTime - Start}");
            Assert.Equal(time.GetUtcNow().UtcDateTime, status.CurrentTickTime);
            if (reminderName == "slow")
                await gates.PassAsync("slow");
            if (reminderName == "fails")
                throw new FormatException("not today");
        }
    }
}
