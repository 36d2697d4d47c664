using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Grains.Testing;

namespace Cluster.Tests;

/// <summary>
/// People who chat and pay: each session sends one message after the other and waits for its answer. What was not answered is sent
/// again under its id, as a client does, until it is.
/// </summary>
internal sealed class ChatLoad(ClusterProcess front)
{
    public const decimal Price = 0.01m;

    private const int Users = 8;
    private const int SessionsOfAUser = 3;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ProductClient client = new(front.Address);
    private readonly List<ChatClient> clients = [];
    private readonly CancellationTokenSource over = new();
    private readonly ConcurrentBag<HttpStatusCode> failures = [];
    private readonly ConcurrentQueue<string> slow = new();
    private Task running = Task.CompletedTask;
    private int calls;

    public IReadOnlyList<ChatClient> Clients => clients;

    /// <summary>Calls that were answered or not, repeats included.</summary>
    public int Calls => calls;

    /// <summary>The statuses of those that were not answered with 200; 0 for no answer at all.</summary>
    public IReadOnlyCollection<HttpStatusCode> Failures => failures;

    public async Task StartAsync()
    {
        var clone = await PublishAsync();
        for (var number = 0; number < Users; number++)
        {
            var user = await client.NewUserAsync();
            for (var n = 0; n < SessionsOfAUser; n++)
            {
                var opened = await client.PostAsync("/api/v1/sessions", new { expert_id = clone, session_type = "chat" }, user.AccessToken);
                clients.Add(new ChatClient(user, opened.Json.GetProperty("session_id").GetGuid()));
            }
        }

        running = Task.WhenAll(clients.Select(RunAsync));
    }

    /// <summary>Waits until every session has had an answer to a message that it sent after now; tells how long the slowest took.</summary>
    public async Task<TimeSpan> AllAnswerAsync(TimeSpan within)
    {
        var began = Stopwatch.GetTimestamp();
        var sent = clients.Select(one => one.Sent).ToArray();
        while (clients.Where((one, index) => one.Answered <= sent[index]).Any())
        {
            if (Stopwatch.GetElapsedTime(began) > within)
            {
                var late = clients.Count(one => one.Answered <= sent[clients.IndexOf(one)]);
                throw new TimeoutException($"After {within} {late} of {clients.Count} sessions still had no answer. Slow calls:\n{string.Join('\n', slow)}");
            }

            await Task.Delay(20);
        }

        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>Lets what was sent be answered, then sends no more.</summary>
    public async Task StopAsync()
    {
        await over.CancelAsync();
        await running;
    }

    private async Task<Guid> PublishAsync()
    {
        var creator = await client.NewUserAsync("creator");
        var created = await client.PostAsync("/api/v1/clones", new
        {
            name = "Beekeeper",
            description = "Knows bees",
            category = "Nature",
            expertise_areas = new[] { "bees" },
            base_price = 1.00m,
            pricing = new { model = "per_message", price_per_message = Price },
        }, creator.AccessToken);
        var id = created.Json.GetProperty("clone_id").GetGuid();
        var text = new { title = "Hives", content = "A hive is inspected every nine days in May and June, on a warm day without wind.", category = "bees" };
        await client.PostAsync($"/api/v1/clones/{id}/knowledge/text", text, creator.AccessToken);
        while ((await client.GetAsync($"/api/v1/clones/{id}/knowledge/stats", creator.AccessToken)).Json.GetProperty("processing_queue").GetInt32() > 0)
            await Task.Delay(50);
        await client.PostAsync($"/api/v1/clones/{id}/publish", new { }, creator.AccessToken);
        return id;
    }

    private async Task RunAsync(ChatClient one)
    {
        while (!over.IsCancellationRequested)
        {
            var id = one.BeginMessage();
            while (!await TrySendAsync(one, id)) await Task.Delay(Pause);
            one.EndMessage();
        }
    }

    private async Task<bool> TrySendAsync(ChatClient one, string id)
    {
        Interlocked.Increment(ref calls);
        var began = Stopwatch.GetTimestamp();
        try
        {
            var answer = await client.PostAsync(
                $"/api/v1/sessions/{one.SessionId}/messages", new { content = "When is a hive inspected?", client_message_id = id }, one.User.AccessToken);
            if (answer.IsSuccess) return true;
            failures.Add((HttpStatusCode)answer.Status);
            if (answer.Status is not (503 or 409 or 429)) throw new InvalidOperationException($"A message was refused: {answer}");
        }
        catch (HttpRequestException)
        {
            failures.Add(default);
        }
        finally
        {
            var took = Stopwatch.GetElapsedTime(began);
            if (took > Slow) slow.Enqueue($"{one.SessionId} {id} took {took.TotalSeconds:F1} s until {DateTime.UtcNow:HH:mm:ss.fff}");
        }

        return false;
    }
}
