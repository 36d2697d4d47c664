using Load.Clients;
using Load.Measuring;
using Load.Product;
using Load.Upstream;

namespace Load.Scenarios;

/// <summary>
/// Full paid chat turns over HTTP: token, limits, session, wallet, durable log, upstream; each caller with an account and a session
/// of its own. Beside it, in the same run, the JSON echo that nobody can go below.
/// </summary>
internal static class Turns
{
    public static async Task<int> RunAsync(Options options)
    {
        var callers = options.Number("callers", 32);
        var tokens = options.Number("tokens", 1);
        await using var stage = await Stage.SetAsync($"tokens-{tokens}", callers);
        var lanes = new List<Lane>();
        foreach (var guest in stage.Guests) lanes.Add(await Lane.OpenAsync(stage.Server.Port, guest, UpstreamAnswers.Text(tokens)));

        var floor = await Floors.HttpAsync(options, callers);
        var turns = await Repeated.RunAsync(options, "turns", "turn", length =>
            Window.MeasureAsync(lanes, static (lane, _) => lane.TurnAsync(), length, stage.Server, stage.Upstream));
        Console.WriteLine(FormattableString.Invariant(
            $"ratio: a turn costs the server {turns.ServerMicros / floor.ServerMicros:N1} times the bare JSON echo of this run"));
        lanes.ForEach(lane => lane.Dispose());
        return Repeated.Conclude(await stage.ProveAsync(), "every turn was answered and billed once; bills, wallets and transcripts agree");
    }

    private sealed class Lane(HttpLane http, Guest guest, byte[] request, byte[] expected) : IDisposable
    {
        public static async Task<Lane> OpenAsync(int port, Guest guest, string answer)
        {
            const string question = "How many frames does a hive of bees have?";
            var request = HttpLane.Post(
                $"/api/v1/sessions/{guest.Session}/messages", $$"""{"content":"{{question}}","message_type":"text"}""", guest.Token);
            return new Lane(await HttpLane.ConnectAsync(port), guest, request, System.Text.Encoding.UTF8.GetBytes($"\"content\":\"{answer}\""));
        }

        public async Task TurnAsync()
        {
            var answer = await http.AskAsync(request);
            if (!HttpLane.IsOk(answer.Span) || answer.Span.IndexOf(expected) < 0)
                throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(answer.Span));
            guest.Answered++;
        }

        public void Dispose() => http.Dispose();
    }
}
