using System.Text.Json;
using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Drills.Tests;

/// <summary>kill -9 in the middle of streamed answers of 50 sessions, twice, then a restart.</summary>
public sealed class KillDuringAnswersTests
{
    private const int Users = 10;
    private const int SessionsOfAUser = 5;
    private const decimal Price = 0.01m;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Models:Embedded:TokensPerSecond"] = "30",
        ["Limits:attempts.address:Permits"] = "10000",
        ["Wallets:SandboxBalance"] = "5",
        ["Accounts:PasswordIterations"] = "1000",
        ["Seed:Demo"] = "false",
    };

    [Fact]
    public async Task No_message_is_lost_or_doubled_and_every_charge_is_there_once()
    {
        await using var server = await ServerProcess.StartAsync(Settings);
        var creator = await DrillUser.SignUpAsync(server, "creator");
        var clone = await creator.PublishCloneAsync(Price, Orders);
        var clients = await StartClientsAsync(server, clone);

        await AskAndKillAsync(server, clients, "first", untilFrame: "ai_response_delta");
        await AskAndKillAsync(server, clients, "second", untilFrame: "message_accepted");

        foreach (var client in clients) await AssertTranscriptAsync(client, messages: 4);
        foreach (var user in clients.GroupBy(client => client.User)) await AssertPaidAsync(user.Key, SessionsOfAUser * 2);
        Assert.Equal(0, await server.StopAsync());
        await AssertBooksAsync(server.Data, charges: clients.Count * 2);
    }

    private static async Task<List<Client>> StartClientsAsync(ServerProcess server, Guid clone)
    {
        var clients = new List<Client>();
        for (var i = 0; i < Users; i++)
        {
            var user = await DrillUser.SignUpAsync(server);
            for (var n = 0; n < SessionsOfAUser; n++) clients.Add(new Client(user, await user.StartSessionAsync(clone)));
        }

        return clients;
    }

    /// <summary>All clients ask; when each has got a first frame of the kind, the server dies; after a restart each goes on from what it has.</summary>
    private static async Task AskAndKillAsync(ServerProcess server, List<Client> clients, string messageId, string untilFrame)
    {
        await Task.WhenAll(clients.Select(client => client.AskAsync(server, messageId, untilFrame)));

        await server.KillAsync();
        await Task.WhenAll(clients.Select(client => client.DrainAsync()));
        Assert.All(clients, client => Assert.Equal(messageId == "first" ? 0 : 1, client.Answers.Count));
        await server.StartAsync();

        await Task.WhenAll(clients.Select(client => client.GoOnAsync(server, messageId)));
    }

    private static async Task AssertTranscriptAsync(Client client, int messages)
    {
        var transcript = await client.User.GetAsync($"/api/v1/sessions/{client.SessionId}/messages");
        var senders = transcript.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("sender_type").GetString());
        var ids = transcript.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("id").GetGuid());

        Assert.Equal(messages, transcript.GetProperty("pagination").GetProperty("total").GetInt32());
        Assert.Equal(["user", "ai", "user", "ai"], senders);
        Assert.Equal(messages, ids.Distinct().Count());

        // What the client put together from the frames of several connections is the log, each stored event once.
        Assert.Equal(client.StoredSeqs.Order(), client.StoredSeqs);
        Assert.Equal(client.StoredSeqs.Distinct(), client.StoredSeqs);
        Assert.Equal(2, client.Answers.Count);
        Assert.Equal(
            transcript.GetProperty("messages").EnumerateArray().Where(message => message.GetProperty("sender_type").GetString() == "ai").Select(message => message.GetProperty("content").GetString()),
            client.Answers);
    }

    private static async Task AssertPaidAsync(DrillUser user, int answers)
    {
        var wallet = await user.GetAsync("/api/v1/users/wallet");

        Assert.Equal(5m - answers * Price, wallet.GetProperty("balance").GetDecimal());
    }

    private static async Task AssertBooksAsync(string data, int charges)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSqliteStorage(data);
        await using var provider = services.BuildServiceProvider();
        var ledger = provider.GetRequiredService<ILedger>();

        var proof = await ledger.ProveAsync(CancellationToken.None);
        var earnings = Assert.Single(await ledger.ListAccountsAsync("earnings-", CancellationToken.None));
        var entries = await ledger.ListEntriesAsync(earnings.Name, long.MaxValue, 1_000, CancellationToken.None);

        Assert.Equal(0, proof.SumMicros);
        Assert.Empty(proof.Mismatches);
        Assert.Empty(proof.Overdrawn);
        Assert.Equal(charges, entries.Count);
        Assert.Equal(charges, entries.Select(entry => entry.OperationId).Distinct().Count());
        Assert.All(entries, entry => Assert.Equal((long)(Price * 1_000_000), entry.AmountMicros));
    }

    private const string Orders =
        """
        The morning drill begins at six o'clock with a run of three kilometres around the lake, whatever the weather. After the run the
        recruits clean their boots, because clean boots save lives and dirty boots cost weekends. Breakfast is served at seven and ends
        at half past seven without exception. The second drill of the morning is the long march with a pack of eleven kilograms, and it
        lasts four hours with one rest of ten minutes in the middle. In the afternoon the recruits learn to read maps, to tie nine knots
        and to cook for twenty people over an open fire. The evening drill is silent: every recruit writes down what went wrong that day
        and how it will go right the next day. Lights are out at ten.
        """;

    /// <summary>One session's client, which keeps what it has been told over all its connections.</summary>
    private sealed class Client(DrillUser user, Guid sessionId)
    {
        private SocketClient? socket;
        private long lastSeq;

        public DrillUser User => user;

        public Guid SessionId => sessionId;

        public List<long> StoredSeqs { get; } = [];

        public List<string> Answers { get; } = [];

        public async Task AskAsync(ServerProcess server, string messageId, string untilFrame)
        {
            socket = await SocketClient.ConnectAsync(server.Address, sessionId, user.Token, lastSeq);
            await socket.SendMessageAsync("How does the day of a recruit go, from the morning drill to the evening?", messageId);
            foreach (var frame in await socket.ReceiveUntilAsync(untilFrame)) Keep(frame);
        }

        /// <summary>Takes what was under way when the connection died.</summary>
        public async Task DrainAsync()
        {
            while (await socket!.ReceiveAsync() is { } frame) Keep(frame);
            await socket.DisposeAsync();
        }

        /// <summary>Connects again with the last number, sends the message again under its id, and follows it to its answer.</summary>
        public async Task GoOnAsync(ServerProcess server, string messageId)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var expected = messageId == "first" ? 1 : 2;
            await using var again = await SocketClient.ConnectAsync(server.Address, sessionId, user.Token, lastSeq, patience.Token);
            await again.SendMessageAsync("How does the day of a recruit go, from the morning drill to the evening?", messageId, patience.Token);
            while (Answers.Count < expected || StoredSeqs[^1] != lastSeq) Keep(await again.ReceiveAsync(patience.Token) ?? throw new InvalidOperationException("The socket closed."));

            // The charge follows its answer in the log: take it too.
            while (Answers.Count == expected && !charged) Keep(await again.ReceiveAsync(patience.Token) ?? throw new InvalidOperationException("The socket closed."));
        }

        private bool charged;

        private void Keep(JsonElement frame)
        {
            var type = frame.GetProperty("type").GetString();
            var seq = frame.GetProperty("seq").GetInt64();
            var isStored = type is "message_accepted" or "ai_response" || (type == "session_update" && seq > lastSeq);
            if (isStored) StoredSeqs.Add(seq);
            if (type == "message_accepted") charged = false;
            if (type == "ai_response") Answers.Add(frame.GetProperty("content").GetString()!);
            if (type == "session_update" && isStored) charged = true;
            lastSeq = Math.Max(lastSeq, seq);
        }
    }
}
