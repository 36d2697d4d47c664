namespace Grains.Storage.CatchUp;

/// <summary>Brings projections to the end of the log, those that are behind first, together where they are at one place.</summary>
internal sealed class CatchUpPass(IDatabase database, ILogFeed feed, IEnumerable<ICatchUpProjection> projections)
{
    /// <summary>Bounds how long one batch holds up the writer.</summary>
    private const int PageSize = 500;

    private readonly List<FollowedLog> followed = [.. projections.Select(static projection => new FollowedLog(projection))];
    private bool opened;

    public bool IsEmpty => followed.Count == 0;

    public async Task RunAsync(CancellationToken cancel)
    {
        if (!opened) await OpenAsync(cancel);

        var end = await feed.GetEndAsync(cancel);
        while (followed.Min(static log => log.Position) is var at && at < end)
        {
            var due = followed.FindAll(log => log.Position == at);
            var next = followed.Where(log => log.Position > at).Select(static log => log.Position).DefaultIfEmpty(end).Min();
            await StepAsync(due, at, Math.Min(next, end), cancel);
        }
    }

    private async Task OpenAsync(CancellationToken cancel)
    {
        foreach (var log in followed) await log.OpenAsync(database, cancel);
        opened = true;
    }

    private async Task StepAsync(List<FollowedLog> due, long after, long upTo, CancellationToken cancel)
    {
        var types = due.SelectMany(static log => log.Projection.Types).Distinct(StringComparer.Ordinal).ToList();
        var page = await feed.ReadAsync(new FeedSlice(after, upTo, PageSize, types), cancel);
        var reached = page.Count == PageSize ? page[^1].Position : upTo;

        var batches = due.ConvertAll(log => page.Where(found => log.Projection.Types.Contains(found.Logged.Type)).Select(static found => found.Logged).ToList());
        if (page.Count > 0 && !await StoreAsync(due, batches, reached, cancel))
        {
            await OpenAsync(cancel);
            return;
        }

        for (var at = 0; at < due.Count; at++)
        {
            if (batches[at].Count == 0) due[at].Pass(reached);
            else due[at].Applied(reached);
        }
    }

    /// <returns>False where another process was faster.</returns>
    private async Task<bool> StoreAsync(List<FollowedLog> due, List<List<LoggedEvent>> batches, long reached, CancellationToken cancel)
    {
        try
        {
            return await database.WriteAsync(
                async sql =>
                {
                    for (var at = 0; at < due.Count; at++)
                        if (batches[at].Count > 0) await due[at].ApplyAsync(sql, batches[at], reached);
                    return true;
                },
                cancel);
        }
        catch (OvertakenException)
        {
            return false;
        }
        catch
        {
            // What became of it is not known here: the stored places say.
            opened = false;
            throw;
        }
    }
}
