using Load.Measuring;
using Load.Product;

namespace Load.Scenarios;

/// <summary>Messages over many WebSockets to the echo model, everything on: each one is a paid turn in the durable log.</summary>
internal static class Sockets
{
    public static async Task<int> RunAsync(Options options)
    {
        const string question = "How many frames does a hive of bees have?";
        var count = options.Number("callers", 1_000);
        await using var stage = await Stage.SetAsync("echo", count, sessionsEach: 5);
        var lanes = new List<ChatLane>();
        foreach (var guest in stage.Guests) lanes.Add(await ChatLane.OpenAsync(stage.Server.Port, guest, question, question.Length, 4096));

        var floor = await Floors.SocketAsync(options, count);
        var messages = await Repeated.RunAsync(options, "sockets", "message", length =>
            Window.MeasureAsync(lanes, static (lane, _) => lane.TurnAsync(), length, stage.Server, stage.Upstream));
        Console.WriteLine(FormattableString.Invariant(
            $"ratio: a message costs the server {messages.ServerMicros / floor.ServerMicros:N1} times the bare WebSocket echo of this run"));
        lanes.ForEach(lane => lane.Dispose());
        return Repeated.Conclude(await stage.ProveAsync(), "every message was answered and billed once; bills, wallets and transcripts agree");
    }
}
