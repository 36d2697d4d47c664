using Drills.Tests.Harness;

namespace Drills.Tests;

/// <summary>D3: kill -9 while uploaded documents are being read.</summary>
public sealed class KillDuringIngestionTests
{
    private static readonly int Files = Scale.Of(12, 50);

    [Fact]
    public async Task Every_document_is_read_or_refused_after_the_restart_and_none_is_there_twice()
    {
        await using var drill = await Drill.StartAsync(new ServerSetup());
        var creator = drill.Creator;
        var titles = Enumerable.Range(0, Files).Select(i => $"Orders of day {i}").ToList();

        // The server dies while some are read, some wait, and some are on their way.
        var arrived = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var uploading = Parallel.ForEachAsync(titles, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (title, _) =>
        {
            var answer = await creator.UploadAsync(drill.Clone, title, Text(titles.IndexOf(title)));
            if (answer is not null && Interlocked.Increment(ref arrived) == Files / 2) enough.SetResult();
        });
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await drill.Server.KillAsync();
        await uploading;
        await drill.Server.StartAsync();

        // Uploading all of them again, under the same keys, adds those that had not arrived and no other.
        foreach (var (title, i) in titles.Select((title, i) => (title, i)))
        {
            var again = await creator.UploadAsync(drill.Clone, title, Text(i));
            Assert.True(again is { IsSuccess: true }, again?.ToString());
        }

        await drill.Oracle.AssertServerAsync(drill.Server);
        await AssertWholeAsync(creator, drill.Clone);
        await drill.AssertKeptItsWordAsync();
        using var books = new Books(drill.Server.Data);
        Assert.Equal(0, books.LostChunks());
    }

    /// <summary>Each document is complete: it has chunks, as many as any of the same length, and its last words are found.</summary>
    private static async Task AssertWholeAsync(DrillUser creator, Guid clone)
    {
        var list = (await creator.GetAsync($"/api/v1/clones/{clone}/documents?limit=100")).GetProperty("documents").EnumerateArray().ToList();
        Assert.Equal(Files, list.Count);
        Assert.All(list, document => Assert.Equal("completed", document.GetProperty("processing_status").GetString()));
        Assert.Single(list.Select(document => document.GetProperty("chunks_count").GetInt32()).Distinct());
        for (var i = 0; i < Files; i++)
        {
            var found = await creator.PostAsync($"/api/v1/clones/{clone}/knowledge/search", new { query = $"password endword{i:000}", limit = 5 });
            Assert.Contains($"endword{i:000}", found.GetRawText(), StringComparison.Ordinal);
        }
    }

    private static string Text(int day) =>
        string.Concat(Enumerable.Range(0, 400).Select(line => $"On day {day:000} the order number {line:000} says that the boots are cleaned before breakfast. "))
        + $"The password of the day is endword{day:000}.";
}
