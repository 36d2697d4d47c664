using System.Collections.Concurrent;
using System.Text;
using Grains.Storage;
using Grains.Storage.Sqlite;

namespace Grains.Tests.Storage.Sqlite;

/// <summary>
/// Takes the files as a dying process would leave them, while sixteen writers are at work, and opens the copy. The log file
/// stays below the size at which it is folded into the database, so a copy of first the one and then the other is a state
/// that the disk really had, with a torn end.
/// </summary>
public sealed class CrashTests : IAsyncLifetime
{
    private const int Writers = 16;
    private const int Crashes = 6;
    private const int Micros = 3;

    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly SqliteStores stores = new();
    private readonly ConcurrentDictionary<string, long> acknowledged = new();
    private readonly SemaphoreSlim appended = new(0);

    public async Task InitializeAsync()
    {
        var grants = Enumerable.Range(0, Writers).Select(number =>
            new Posting($"grant-{number}", "system:grants", $"escrow-{number}", 1_000_000, "grant", "")).ToArray();
        await stores.Ledger.PostAsync(grants, Noon, default);
    }

    public async Task DisposeAsync() => await stores.DisposeAsync();

    [Fact]
    public async Task Whenever_the_process_dies_what_was_acknowledged_is_there_and_the_books_are_right()
    {
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(number => WriteAsync(number, stop.Token)).ToArray();

        for (var crash = 0; crash < Crashes; crash++)
        {
            await MoreAppends(1000);
            var known = acknowledged.ToDictionary();
            var copy = CopyFiles();
            await using (var survivor = new SqliteStores(options: new SqliteOptions(copy))) await Examine(survivor, known);
            Directory.Delete(copy, recursive: true);
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task A_log_cut_off_anywhere_opens_and_the_books_are_right()
    {
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(number => WriteAsync(number, stop.Token)).ToArray();
        await MoreAppends(2000);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        var whole = CopyFiles();
        var random = new Random(7);

        foreach (var share in new[] { 0.2, 0.5, 0.8, 0.99 })
        {
            var copy = TemporaryDirectory.Create();
            foreach (var file in Directory.GetFiles(whole)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            using (var log = File.OpenWrite(Path.Combine(copy, "grains.db-wal"))) log.SetLength((long)(log.Length * share) - random.Next(4096));

            // What was cut off was on disk, so here an acknowledged append may be missing; a half one may not be there.
            await using (var survivor = new SqliteStores(options: new SqliteOptions(copy))) await Examine(survivor, []);
            Directory.Delete(copy, recursive: true);
        }

        Directory.Delete(whole, recursive: true);
    }

    private static byte[] Data(string stream, long seq) => Encoding.UTF8.GetBytes($"{{\"of\":\"{stream}\",\"number\":{seq}}}");

    private static async Task Examine(SqliteStores survivor, Dictionary<string, long> known)
    {
        var charges = 0L;
        for (var number = 0; number < Writers; number++)
        {
            var stream = $"session-{number}";
            var head = await survivor.Log.GetHeadAsync(stream, default);
            Assert.True(head.Seq >= known.GetValueOrDefault(stream), $"{stream} ends at {head.Seq}; {known.GetValueOrDefault(stream)} was acknowledged.");

            var balance = await survivor.Ledger.GetAccountAsync($"escrow-{number}", default);
            if (balance.Version > 0) Assert.Equal(1_000_000 - (head.Seq * Micros), balance.BalanceMicros);
            charges += head.Seq;
            await ExamineStream(survivor, stream, head);
        }

        var proof = await survivor.Ledger.ProveAsync(default);
        Assert.Equal(0, proof.SumMicros);
        Assert.Empty(proof.Mismatches);
        Assert.Empty(proof.Overdrawn);
        Assert.Equal(charges * Micros, (await survivor.Ledger.GetAccountAsync("system:revenue", default)).BalanceMicros);
    }

    private static async Task ExamineStream(SqliteStores survivor, string stream, StreamHead head)
    {
        var events = new List<LoggedEvent>();
        while (events.Count < head.Seq) events.AddRange(await survivor.Log.ReadAsync(new StreamSlice(stream, events.Count, 1000), default));

        Assert.Equal(Enumerable.Range(1, events.Count).Select(seq => (long)seq), events.Select(logged => logged.Seq));
        Assert.All(events, logged => Assert.Equal(Data(stream, logged.Seq), logged.Data.ToArray()));
    }

    private async Task WriteAsync(int number, CancellationToken stop)
    {
        var stream = $"session-{number}";
        for (var seq = 1L; !stop.IsCancellationRequested; seq++)
        {
            var charge = new Posting($"{stream}:{seq}", $"escrow-{number}", "system:revenue", Micros, "charge", stream);
            var append = new LogAppend(stream, seq - 1, 1, Noon, [new NewEvent("answer", Data(stream, seq), $"{stream}:{seq}")]) { Postings = [charge] };
            Assert.Equal(AppendStatus.Appended, (await stores.Log.AppendAsync(append, default)).Status);
            acknowledged[stream] = seq;
            appended.Release();
        }
    }

    private async Task MoreAppends(int count)
    {
        for (var number = 0; number < count; number++) await appended.WaitAsync();
    }

    private string CopyFiles()
    {
        var copy = TemporaryDirectory.Create();
        foreach (var name in new[] { "grains.db", "grains.db-wal" })
        {
            // SQLite locks only parts of its files, and in a way that other handles of this process do not see.
            using var from = new FileStream(Path.Combine(stores.Options.DataDirectory, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var to = File.Create(Path.Combine(copy, name));
            from.CopyTo(to);
        }

        return copy;
    }
}
