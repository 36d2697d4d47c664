using System.Collections.Concurrent;
using System.Text.Json;
using Grains.Testing;

namespace Drills.Tests.Harness;

/// <summary>
/// Knows all that the drill's clients asked for and what they were told, and says afterwards whether the server kept its word:
/// (a) what was acknowledged is there once, (b) what was not is there once or not at all, (c) the books are sound and agree with what
/// sessions and wallets say, (d) every session answers and every message has had its ending, (e) nothing was answered with 500.
/// </summary>
internal sealed class Oracle
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(60);
    private static readonly string[] Endings = ["stop", "length", "insufficient_funds", "cancelled", "interrupted", "error"];

    private readonly ConcurrentDictionary<Guid, DrillUser> users = new();
    private readonly ConcurrentDictionary<DrillSession, ConcurrentDictionary<string, Effect>> sessions = new();
    private readonly ConcurrentDictionary<(DrillUser User, Guid Clone), ConcurrentDictionary<string, Effect>> documents = new();
    private readonly ConcurrentDictionary<(Guid User, string Key), decimal> payments = new();
    private readonly ConcurrentQueue<string> broken = new();

    public void HasAccount(DrillUser user) => users[user.Id] = user;

    public void HasSession(DrillSession session) => sessions.TryAdd(session, new());

    public Effect Sends(DrillSession session, string messageId, string content) =>
        sessions[session].GetOrAdd(messageId, static (id, text) => new Effect($"{id}: {text}"), content);

    public Effect Uploads(DrillUser user, Guid clone, string title) =>
        documents.GetOrAdd((user, clone), static _ => new()).GetOrAdd(title, static name => new Effect(name));

    /// <summary>A user pays into the wallet; by the time that the oracle is asked, the payment has been sent until it was answered.</summary>
    /// <param name="amount">In USD.</param>
    public void Pays(DrillUser user, string key, decimal amount) => payments[(user.Id, key)] = amount;

    public void Heard(string request, Answer answer)
    {
        if (answer.Status == 500) broken.Enqueue($"{request}: {answer}");
    }

    /// <summary>Asks the running server, then stops it and reads its books.</summary>
    public async Task AssertAsync(ServerProcess server)
    {
        var paid = await AssertServerAsync(server);
        Assert.Equal(0, await server.StopAsync());
        AssertBooks(server.Data, paid);
    }

    /// <summary>All that can be asked of a running server.</summary>
    /// <returns>What all sessions have cost, in USD.</returns>
    public async Task<Paid> AssertServerAsync(ServerProcess server)
    {
        Assert.InRange(server.ReadyAfter, TimeSpan.Zero, ServerProcess.ReadyLimit);
        var costs = new ConcurrentDictionary<Guid, decimal>();
        var charges = 0;
        await Parallel.ForEachAsync(sessions, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (session, _) =>
        {
            var (cost, charged) = await AssertSessionAsync(session.Key, session.Value);
            costs.AddOrUpdate(session.Key.User.Id, cost, (_, before) => before + cost);
            Interlocked.Add(ref charges, charged);
        });
        foreach (var user in users.Values) await AssertWalletAsync(user, costs.GetValueOrDefault(user.Id) - PaidBy(user));
        foreach (var ((user, clone), effects) in documents) await AssertDocumentsAsync(user, clone, effects);

        Assert.Empty(broken);
        Assert.DoesNotContain("failed with 500", server.Output, StringComparison.Ordinal);
        return new Paid(costs.Values.Sum(), charges, users.Count * ServerSetup.Grant, payments.Values.Sum());
    }

    public static void AssertBooks(string data, Paid paid)
    {
        using var books = new Books(data);
        books.AssertSound();
        Assert.Equal(paid.Granted, books.Granted());
        Assert.Equal(paid.Charges, books.Charges().Count);
        Assert.Equal(paid.Costs, books.Charges().Sum());
        Assert.Equal(paid.PaidIn, books.PaidIn());
    }

    /// <summary>What the server says that its users have paid and been given, in USD.</summary>
    public sealed record Paid(decimal Costs, int Charges, decimal Granted, decimal PaidIn);

    private static async Task<(decimal Cost, int Charges)> AssertSessionAsync(DrillSession session, ConcurrentDictionary<string, Effect> effects)
    {
        List<JsonElement> messages = [];
        await Patience.UntilAsync(
            async () => HasEnded(messages = await TranscriptAsync(session)), Settled, $"every message of session {session.Id} to have its ending");

        var asked = messages.Where(message => Sender(message) == "user").ToList();
        var known = asked.ToLookup(message => message.GetProperty("client_message_id").GetString()!);
        foreach (var (id, effect) in effects) effect.AssertOccurs(known[id].Count(), $"session {session.Id}");
        Assert.All(known, messagesOfId => Assert.Contains(messagesOfId.Key, effects.Keys));
        Assert.Equal(messages.Count, messages.Select(message => message.GetProperty("id").GetGuid()).Distinct().Count());
        Assert.Equal(messages.Select(Seq).Order(), messages.Select(Seq));

        var answers = messages.Where(message => Sender(message) == "ai").ToList();
        Assert.All(answers, answer => Assert.Contains(answer.GetProperty("finish_reason").GetString(), Endings));
        var costs = answers.Select(answer => answer.GetProperty("cost_increment").GetDecimal()).ToList();
        var view = await session.User.GetAsync($"/api/v1/sessions/{session.Id}");
        Assert.Equal(view.GetProperty("total_cost").GetDecimal(), costs.Sum());
        return (costs.Sum(), costs.Count(cost => cost > 0));
    }

    public static async Task<List<JsonElement>> TranscriptAsync(DrillSession session)
    {
        var all = new List<JsonElement>();
        while (true)
        {
            var page = await session.User.GetAsync($"/api/v1/sessions/{session.Id}/messages?limit=100&offset={all.Count}");
            all.AddRange(page.GetProperty("messages").EnumerateArray());
            if (!page.GetProperty("pagination").GetProperty("has_more").GetBoolean()) return all;
        }
    }

    private static bool HasEnded(List<JsonElement> messages) =>
        messages.Count(message => Sender(message) == "ai") == messages.Count(message => Sender(message) == "user");

    private static string? Sender(JsonElement message) => message.GetProperty("sender_type").GetString();

    private static long Seq(JsonElement message) => message.GetProperty("seq").GetInt64();

    private decimal PaidBy(DrillUser user) => payments.Where(payment => payment.Key.User == user.Id).Sum(payment => payment.Value);

    private static async Task AssertWalletAsync(DrillUser user, decimal spent)
    {
        var wallet = await user.GetAsync("/api/v1/users/wallet");

        Assert.Equal(ServerSetup.Grant - spent, wallet.GetProperty("balance").GetDecimal());
    }

    private static async Task AssertDocumentsAsync(DrillUser user, Guid clone, ConcurrentDictionary<string, Effect> effects)
    {
        var path = $"/api/v1/clones/{clone}/documents?limit=100";
        await Patience.UntilAsync(
            async () => (await user.GetAsync($"/api/v1/clones/{clone}/knowledge/stats")).GetProperty("processing_queue").GetInt32() == 0,
            Settled, "every document to be read");

        var list = await user.GetAsync(path);
        var found = list.GetProperty("documents").EnumerateArray().ToList();
        var byTitle = found.ToLookup(document => document.GetProperty("title").GetString()!);
        foreach (var (title, effect) in effects) effect.AssertOccurs(byTitle[title].Count(), $"clone {clone}");
        Assert.All(found, document => Assert.Contains(document.GetProperty("processing_status").GetString(), new[] { "completed", "failed" }));
        Assert.Equal(list.GetProperty("total_chunks").GetInt32(), found.Sum(document => document.GetProperty("chunks_count").GetInt32()));
    }
}
