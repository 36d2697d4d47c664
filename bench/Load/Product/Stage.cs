using System.Globalization;
using Load.Processes;

namespace Load.Product;

/// <summary>The upstream, the product and its guests, ready to be measured; and the proof that every turn was billed once.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private const decimal Price = 0.001m;
    private const decimal Balance = 1_000_000m;

    private readonly string folder;
    private readonly ProductApi api;

    private Stage(string folder, Child upstream, Child server)
    {
        this.folder = folder;
        Upstream = upstream;
        Server = server;
        api = new ProductApi(server.Port);
    }

    public Child Upstream { get; }

    public Child Server { get; }

    public List<Guest> Guests { get; } = [];

    /// <param name="model">An answer of the upstream, or <c>echo</c>.</param>
    /// <param name="sessionsEach">Sessions of one user; a user may hold five sockets.</param>
    public static async Task<Stage> SetAsync(string model, int sessions, int sessionsEach = 1)
    {
        var folder = ProductFiles.NewFolder();
        var upstream = await Child.StartSelfAsync("upstream");
        var server = await Child.StartProductAsync(folder, Settings(model, upstream.Port));
        var stage = new Stage(folder, upstream, server);
        await stage.InviteAsync(model, sessions, sessionsEach);
        return stage;
    }

    /// <summary>Ends every session and compares bill, wallet and transcript with what the lanes have counted.</summary>
    /// <returns>What is wrong; empty where nothing is.</returns>
    public async Task<IReadOnlyList<string>> ProveAsync()
    {
        var faults = new List<string>();
        foreach (var mates in Guests.GroupBy(guest => guest.Token))
        {
            var billed = 0m;
            foreach (var guest in mates)
            {
                var ended = await api.PostAsync(guest.Token, $"/api/v1/sessions/{guest.Session}/end", new { });
                var cost = ended.GetProperty("final_cost").GetDecimal();
                var messages = ended.GetProperty("message_count").GetInt64();
                billed += guest.Answered * Price;
                if (cost != guest.Answered * Price || messages != 2 * guest.Answered)
                    faults.Add(string.Create(CultureInfo.InvariantCulture, $"{guest.Session}: {guest.Answered} turns, {messages} messages, billed {cost}"));
            }

            var wallet = await api.GetAsync(mates.Key, "/api/v1/users/wallet");
            if (wallet.GetProperty("balance").GetDecimal() != Balance - billed)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"A wallet holds {wallet} and not {Balance - billed}."));
        }

        return faults;
    }

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await Server.DisposeAsync();
        await Upstream.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task InviteAsync(string model, int sessions, int sessionsEach)
    {
        var creator = await api.NewUserAsync("creator", "creator");
        var clone = await api.PublishCloneAsync(creator, model, Price);
        var users = (sessions + sessionsEach - 1) / sessionsEach;
        foreach (var batch in Enumerable.Range(0, users).Chunk(16))
        {
            var tokens = await Task.WhenAll(batch.Select(number => api.NewUserAsync($"guest-{number}")));
            foreach (var token in tokens)
                for (var each = 0; each < sessionsEach && Guests.Count < sessions; each++)
                    Guests.Add(new Guest(token, await api.StartSessionAsync(token, clone)));
        }
    }

    /// <summary>Limits are raised and not switched off: each call is counted and decided as ever.</summary>
    private static Dictionary<string, string> Settings(string model, int upstream) => new()
    {
        ["Seed:Demo"] = "false",
        ["Models:Echo:Enabled"] = "true",
        ["Models:Providers:upstream:BaseUrl"] = $"http://127.0.0.1:{upstream}/v1",
        ["Models:Providers:upstream:Model"] = model == "echo" ? "unused" : model,
        ["Models:Providers:upstream:ApiKey"] = "sk-load",
        ["Wallets:SandboxBalance"] = Balance.ToString(CultureInfo.InvariantCulture),
        ["Limits:marketplace.calls:Permits"] = "100000",
        ["Limits:marketplace.calls:Window"] = "00:00:10",
        ["Limits:marketplace.messages:Permits"] = "100000",
        ["Limits:marketplace.messages:Window"] = "00:00:10",
        ["Limits:marketplace.sign-in:Permits"] = "1000000",
        ["Limits:attempts.address:Permits"] = "1000000",
        ["Accounts:PasswordIterations"] = "1000",
    };
}
