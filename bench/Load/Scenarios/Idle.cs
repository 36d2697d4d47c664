using Load.Clients;
using Load.Processes;
using Load.Product;

namespace Load.Scenarios;

/// <summary>What a connected session that says nothing takes in memory: resident, and on the heap after a collection.</summary>
internal static class Idle
{
    public static async Task<int> RunAsync(Options options)
    {
        var count = options.Number("callers", 5_000);
        await using var stage = await Stage.SetAsync("echo", count, sessionsEach: 5);

        // Sessions are made before the first reading, so that what is counted is what a connection adds to its session.
        var sessions = await TakeAsync(stage.Server);
        var sockets = new List<SocketLane>();
        foreach (var guest in stage.Guests)
            sockets.Add(await SocketLane.ConnectAsync(stage.Server.Port, $"/ws/sessions/{guest.Session}", guest.Token, capacity: 1024));
        await Task.Delay(TimeSpan.FromSeconds(2));
        var resident = stage.Server.Resident;
        var connected = await TakeAsync(stage.Server);
        sockets.ForEach(socket => socket.Dispose());

        Console.WriteLine(FormattableString.Invariant(
            $"idle: {count:N0} sockets add {KiB(resident - sessions.Resident)} KiB each, resident; {KiB(connected.Resident - sessions.Resident)} after a collection, of which heap {KiB(connected.Live - sessions.Live)}"));
        Console.WriteLine(FormattableString.Invariant(
            $"the process: {sessions.Resident >> 20} MiB with {count:N0} sessions and {stage.Guests.Select(guest => guest.Token).Distinct().Count():N0} users active, {connected.Resident >> 20} MiB with their sockets"));
        return 0;

        string KiB(long bytes) => FormattableString.Invariant($"{bytes / 1024.0 / count:N1}");
    }

    private static async Task<(long Resident, long Live)> TakeAsync(Child server)
    {
        var heap = await server.AskHeapAsync(collect: true);
        return (server.Resident, heap.Live);
    }
}
