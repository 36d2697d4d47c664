using Load.Measuring;
using Load.Product;
using Load.Upstream;

namespace Load.Scenarios;

/// <summary>Full paid turns whose 64 tokens the upstream sends at once, told as a stream over the product's WebSocket.</summary>
internal static class Streamed
{
    public static async Task<int> RunAsync(Options options)
    {
        var callers = options.Number("callers", 32);
        var tokens = options.Number("tokens", 64);
        await using var stage = await Stage.SetAsync($"tokens-{tokens}", callers, sessionsEach: 1);
        var lanes = new List<ChatLane>();
        foreach (var guest in stage.Guests)
            lanes.Add(await ChatLane.OpenAsync(stage.Server.Port, guest, "How many frames does a hive of bees have?", tokens * UpstreamAnswers.TokenLength));

        var floor = await Floors.SocketAsync(options, callers);
        var turns = await Repeated.RunAsync(options, "streamed", "turn", length =>
            Window.MeasureAsync(lanes, static (lane, _) => lane.TurnAsync(), length, stage.Server, stage.Upstream));
        Console.WriteLine(FormattableString.Invariant(
            $"ratio: a streamed turn costs the server {turns.ServerMicros / floor.ServerMicros:N1} times the bare WebSocket echo of this run"));
        lanes.ForEach(lane => lane.Dispose());
        return Repeated.Conclude(await stage.ProveAsync(), "every turn was told whole and billed once; bills, wallets and transcripts agree");
    }
}
