using System.Diagnostics;
using System.Globalization;
using Load.Clients;
using Load.Measuring;
using Load.Product;
using Load.Upstream;

namespace Load.Scenarios;

/// <summary>
/// Many streams at once from an upstream that sends a token each 20 ms: the server's CPU for each token. Then a lone stream: how
/// long after the upstream wrote it the first token is with the client.
/// </summary>
internal static class Paced
{
    private const int Tokens = 100;
    private const int LoneTurns = 100;
    private const int LoneTokens = 4;
    private const string LoneModel = "paced-20-4";

    public static async Task<int> RunAsync(Options options)
    {
        var streams = options.Number("callers", 150);
        var length = UpstreamAnswers.StampLength + ((Tokens - 1) * UpstreamAnswers.TokenLength);
        await using var stage = await Stage.SetAsync($"paced-20-{Tokens}", streams);
        var lanes = new List<ChatLane>();
        foreach (var guest in stage.Guests) lanes.Add(await ChatLane.OpenAsync(stage.Server.Port, guest, "How many frames does a hive of bees have?", length));

        var pieces = 0L;
        await Repeated.RunAsync(options, "paced", "token", async span =>
        {
            var reading = await Window.MeasureAsync(
                lanes,
                async (lane, tally) =>
                {
                    await lane.TurnAsync();
                    tally.Units += Tokens;
                    Interlocked.Add(ref pieces, lane.Pieces);
                },
                span,
                stage.Server,
                stage.Upstream);
            Console.WriteLine(FormattableString.Invariant($"  {(double)reading.Done.Units / Interlocked.Exchange(ref pieces, 0):N2} tokens a frame"));
            return reading;
        });
        lanes.ForEach(lane => lane.Dispose());
        var faults = await stage.ProveAsync();
        await using var lone = await Stage.SetAsync(LoneModel, 1);
        await LoneAsync(lone);
        return Repeated.Conclude(
            [.. faults, .. await lone.ProveAsync()], "every stream was told whole and billed once; bills, wallets and transcripts agree");
    }

    private static async Task LoneAsync(Stage stage)
    {
        var length = UpstreamAnswers.StampLength + ((LoneTokens - 1) * UpstreamAnswers.TokenLength);
        using var lane = await ChatLane.OpenAsync(stage.Server.Port, stage.Guests[0], "How many frames does a hive of bees have?", length);
        using var direct = await HttpLane.ConnectAsync(stage.Upstream.Port);
        var request = HttpLane.Post("/v1/chat/completions", """{"model":"paced-20-4","messages":[]}""");
        var (behind, product, upstream) = (new Tally(), new Tally(), new Tally());
        for (var turn = 0; turn < 2 * LoneTurns; turn++)
        {
            var began = Stopwatch.GetTimestamp();
            await lane.TurnAsync();
            var asked = Stopwatch.GetTimestamp();
            var answer = await direct.AskAsync(request);
            var written = long.Parse(lane.FirstPiece.AsSpan(1, UpstreamAnswers.StampLength - 1), CultureInfo.InvariantCulture);
            var at = answer.Span.IndexOf("\"content\":\"t"u8) + 12;
            var directly = long.Parse(answer.Span.Slice(at, UpstreamAnswers.StampLength - 1), CultureInfo.InvariantCulture);
            if (turn < LoneTurns) continue;
            behind.Add(Stopwatch.GetElapsedTime(written, lane.FirstPieceAt));
            product.Add(Stopwatch.GetElapsedTime(began, lane.FirstPieceAt));
            upstream.Add(Stopwatch.GetElapsedTime(asked, directly));
            await Task.Delay(10);
        }

        Console.WriteLine(FormattableString.Invariant(
            $"lone stream: first token p50 {product.Percentile(0.5):N2} ms, p99 {product.Percentile(0.99):N2} after the question; {behind.Percentile(0.5):N2} / {behind.Percentile(0.99):N2} after the upstream wrote it; the upstream itself writes it {upstream.Percentile(0.5):N2} / {upstream.Percentile(0.99):N2} after it is asked"));
    }
}
