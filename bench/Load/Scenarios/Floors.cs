using Load.Clients;
using Load.Measuring;
using Load.Processes;

namespace Load.Scenarios;

/// <summary>The bare echoes in this harness, on this machine, now.</summary>
internal static class Floors
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(Options options)
    {
        await HttpAsync(options, options.Number("callers", 32));
        await SocketAsync(options, options.Number("callers", 32));
        await SocketAsync(options, options.Number("sockets", 1_000));
        return 0;
    }

    public static async Task<Reading> HttpAsync(Options options, int callers)
    {
        await using var floor = await Child.StartSelfAsync("floor-server");
        var request = HttpLane.Post("/echo", """{"content":"How many frames does a hive of bees have?","messageType":"text"}""");
        var lanes = new List<HttpLane>();
        for (var lane = 0; lane < callers; lane++) lanes.Add(await HttpLane.ConnectAsync(floor.Port));
        var reading = await MeasureAsync(options, "floor http", lanes, floor, async lane =>
        {
            var answer = await lane.AskAsync(request);
            if (!HttpLane.IsOk(answer.Span)) throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(answer.Span));
        });
        lanes.ForEach(lane => lane.Dispose());
        return reading;
    }

    public static async Task<Reading> SocketAsync(Options options, int sockets)
    {
        await using var floor = await Child.StartSelfAsync("floor-server");
        var frame = SocketLane.Frame("""{"type":"user_message","content":"How many frames does a hive of bees have?"}""");
        var lanes = new List<SocketLane>();
        for (var lane = 0; lane < sockets; lane++) lanes.Add(await SocketLane.ConnectAsync(floor.Port, "/ws", capacity: 1024));
        var reading = await MeasureAsync(options, $"floor ws {sockets}", lanes, floor, async lane =>
        {
            await lane.SendAsync(frame);
            await lane.ReceiveAsync();
        });
        lanes.ForEach(lane => lane.Dispose());
        return reading;
    }

    private static async Task<Reading> MeasureAsync<TLane>(
        Options options, string name, IReadOnlyList<TLane> lanes, Child floor, Func<TLane, Task> operation)
    {
        await Window.MeasureAsync(lanes, (lane, _) => operation(lane), Short, floor, null);
        var readings = new List<Reading>();
        for (var run = 0; run < options.Runs; run++)
            readings.Add(await Window.MeasureAsync(lanes, (lane, _) => operation(lane), Short, floor, null));
        var median = Reading.Median(readings);
        Console.WriteLine(median.Line(name, "echo"));
        return median;
    }
}
