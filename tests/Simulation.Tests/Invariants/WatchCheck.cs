using Grains.Chat;
using Grains.Storage;
using Simulation.Tests.Clients;
using Simulation.Tests.Storage;

namespace Simulation.Tests.Invariants;

/// <summary>What a watcher has seen over all its connections is the log, in order, once: only parts of answers may have come as text.</summary>
internal static class WatchCheck
{
    public static void Run(WatchHistory seen, Book book, History history)
    {
        var log = book.Read(new StreamSlice(seen.Session.Stream, 0, 10_000));
        var next = 0;
        foreach (var logged in log)
        {
            if (logged.Seq > seen.Last) break;
            if (next < seen.Stored.Count && seen.Stored[next].Seq == logged.Seq)
            {
                var told = SessionEventCodec.Encode(seen.Stored[next++], null);
                history.Require(
                    told.Type == logged.Type && told.Data.Span.SequenceEqual(logged.Data.Span),
                    Invariant.OrderedAndResumable,
                    () => $"a watcher of {seen.Session.Name} got another {logged.Seq} than is stored");
                continue;
            }

            history.Require(
                logged.Type == SessionEventCodec.Part, Invariant.OrderedAndResumable, () => $"a watcher of {seen.Session.Name} that has {seen.Last} never got {logged.Seq} ({logged.Type})");
        }

        history.Require(next == seen.Stored.Count, Invariant.OrderedAndResumable, () => $"a watcher of {seen.Session.Name} got {seen.Stored[next].Seq}, which is not stored");
    }
}
