namespace Micro.Appends;

/// <summary>Durable appends by many waiting callers, each on disk before it is answered, beside a bare writer of the same engine.</summary>
internal static class AppendBench
{
    private const int Sessions = 1024;
    private const string Writer = "grains-sqlite-writer";
    private const int BareRows = 100_000;

    public static async Task RunAsync(Pace pace)
    {
        using var folder = new TemporaryFolder();
        using var bare = new BareWriter(folder.Path);
        await using var events = new Store();
        await using var charges = new Store();
        await using var turns = new Store();
        var ofCaller = Math.Max(1, Sessions / pace.Callers);
        var appending = new PaidSessions(events.Log, events.Ledger, pace.Callers, ofCaller, pace.Think);
        var charging = new PaidSessions(charges.Log, charges.Ledger, pace.Callers, ofCaller, pace.Think);
        var turning = new PaidSessions(turns.Log, turns.Ledger, pace.Callers, ofCaller, pace.Think);
        await charging.FundAsync();
        await turning.FundAsync();

        var figures = await Race.RunAsync(
            pace,
            Bare(bare, pace.Callers),
            Counted("event under an operation id", "appends", pace.Callers, events, appending.AppendOneAsync),
            Counted("answer and charge", "appends", pace.Callers, charges, charging.ChargeAsync),
            Counted("paid turn: accept, then answer and charge", "turns", pace.Callers, turns, turning.TurnAsync));

        foreach (var name in figures.Keys.Where(name => name != "bare writer"))
            Race.Compare(figures, "CPU", figure => figure.CpuMicros, name, "bare writer");
    }

    private static Loop Bare(BareWriter bare, int callers)
    {
        var value = new byte[200];
        var remark = "";
        return new Loop("bare writer", "rows", async stop =>
        {
            var commits = bare.Commits;
            var count = await Callers.RunAsync(callers, (caller, done) => bare.UpsertAsync(Spread(caller, done), value), stop);
            remark = Race.Line($"{count / (double)(bare.Commits - commits):N0} rows a commit");
            return count;
        })
        {
            Remark = () => remark,
        };
    }

    /// <summary>A row far from the one before.</summary>
    private static long Spread(int caller, long done) => (long)((((ulong)done * 64) + (ulong)caller) * 0x9E3779B97F4A7C15 >> 40) % BareRows;

    /// <summary>With what the storage counted: table rows that one operation changed, and operations that shared a commit.</summary>
    private static Loop Counted(string name, string unit, int callers, Store store, Func<int, long, Task> operation)
    {
        var remark = "";
        return new Loop(name, unit, async stop =>
        {
            var cpu = ThreadCpu.Of(Writer);
            var (rows, works, commits) = (store.Counters.Rows, store.Counters.Writes, store.Counters.Commits);
            var count = await Callers.RunAsync(callers, operation, stop);
            rows = store.Counters.Rows - rows;
            works = store.Counters.Writes - works;
            commits = store.Counters.Commits - commits;
            var writer = (ThreadCpu.Of(Writer) - cpu).TotalMicroseconds / count;
            remark = Race.Line($"{rows / (double)count:N1} rows each, {works / (double)commits:N0} appends a commit, writer's thread {writer:N1} µs");
            return count;
        })
        {
            Remark = () => remark,
        };
    }
}
