using Grains.Storage;
using Grains.Testing;
using Grains.Testing.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WebFront.Tests.Marketplace.Clones;

namespace WebFront.Tests.Storage;

/// <summary>The product on PostgreSQL, whatever the rest of the suite runs on.</summary>
public sealed class PostgresStoryTests
{
    private const decimal Price = 0.10m;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // Whoever is turned away comes back at once, so that the limits would bind.
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Models:Embedded:TokensPerSecond"] = "0",
        ["Seed:Demo"] = "false",
        ["Limits:marketplace.messages:Permits"] = "100000",
        ["Limits:marketplace.calls:Permits"] = "100000",
    };

    [PostgresFact]
    public async Task A_paid_conversation_outlives_a_restart_and_every_cent_is_accounted_for()
    {
        await using var host = await StartAsync();
        var clone = await PublishAsync(host);
        var user = await host.Client.NewUserAsync();
        var session = await BeginAsync(host, user, clone);
        var answered = await SendAsync(host, user, session, "When is honey harvested?", "a");
        await using (var socket = await SocketClient.ConnectAsync(host.Address, session, user.AccessToken, after: 0))
        {
            await socket.SendMessageAsync("How long does an inspection last?", "b");
            await socket.ReceiveUntilAsync("ai_response");
        }

        await host.StopAsync();
        await using var again = await StartAsync(host.DataFolder);
        await using var watcher = await SocketClient.ConnectAsync(again.Address, session, user.AccessToken, after: 0);
        var last = await SendAsync(again, user, session, "How much does a colony need for the winter?", "c");
        var repeated = await SendAsync(again, user, session, "When is honey harvested?", "a");

        Assert.Equal(answered.Json.GetProperty("message_id").GetGuid(), repeated.Json.GetProperty("message_id").GetGuid());
        Assert.Equal(200, last.Status);
        var messages = (await again.Client.GetAsync($"/api/v1/sessions/{session}", user.AccessToken)).Json.GetProperty("message_count").GetInt32();
        Assert.Equal(6, messages);
        var found = await again.Client.GetAsync("/api/v1/experts?search=BEES", user.AccessToken);
        Assert.Equal(200, found.Status);
        await AssertBooksAsync(again, clone.Owner, charges: 3);
    }

    [PostgresFact]
    public async Task Two_products_on_one_database_that_write_the_same_session_charge_each_message_once()
    {
        await using var one = await StartAsync();
        var clone = await PublishAsync(one);
        var user = await one.Client.NewUserAsync();
        var session = await BeginAsync(one, user, clone);
        await using var other = await ProductHost.StartAsync(new ProductSetup { Settings = On(DatabaseOf(one)) });

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(
            number => AnsweredAsync(number % 2 == 0 ? one : other, user, session, $"message-{number}")));

        Assert.Equal(24, answers.Select(answer => answer.Json.GetProperty("message_id").GetGuid()).Distinct().Count());
        await AssertBooksAsync(other, clone.Owner, charges: 24);
    }

    [PostgresFact]
    public async Task What_one_process_signed_the_other_one_believes()
    {
        await using var one = await StartAsync();
        await using var other = await ProductHost.StartAsync(new ProductSetup { Settings = On(DatabaseOf(one)) });
        var user = await one.Client.NewUserAsync();

        var profile = await other.Client.GetAsync("/api/v1/users/profile", user.AccessToken);

        Assert.Equal(200, profile.Status);
        Assert.False(Directory.Exists(Path.Combine(one.DataFolder, "keys")));
    }

    [PostgresFact(privateServer: true)]
    public async Task A_database_that_dies_and_comes_back_costs_refusals_and_nothing_else()
    {
        await using var server = await PostgresServer.StartPrivateAsync();
        var database = await server.CreateDatabaseAsync();
        await using var host = await ProductHost.StartAsync(new ProductSetup { Settings = On(database.ConnectionString) });
        var clone = await PublishAsync(host);
        var user = await host.Client.NewUserAsync();
        var session = await BeginAsync(host, user, clone);
        await SendAsync(host, user, session, "When is honey harvested?", "a");

        await server.StopAsync(crash: true);
        var refused = await SendAsync(host, user, session, "When is honey harvested?", "b");
        var stranger = await host.Client.SignUpAsync(ProductClient.NewEmail());
        await server.StartAsync();
        var answer = await AnsweredAsync(host, user, session, "b");
        var newcomer = await host.Client.NewUserAsync();

        Assert.Equal((503, 503, 200), (refused.Status, stranger.Status, answer.Status));
        Assert.NotEqual(user.Id, newcomer.Id);
        Assert.Contains(host.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("The database fails", StringComparison.Ordinal));
        Assert.Contains(host.Log.Lines, line => line.Contains("The database works again.", StringComparison.Ordinal));
        await AssertBooksAsync(host, clone.Owner, charges: 2);
    }

    private static Task<ProductHost> StartAsync(string? folder = null) =>
        ProductHost.StartAsync(new ProductSetup { Storage = ProductStorage.Postgres, Settings = Settings }, folder);

    private static string DatabaseOf(ProductHost host) => host.Services.GetRequiredService<IConfiguration>()["Storage:ConnectionString"]!;

    private static Dictionary<string, string?> On(string database) => new(Settings)
    {
        ["Storage:Provider"] = "Postgres",
        ["Storage:ConnectionString"] = database,
    };

    private static async Task<CreatorClone> PublishAsync(ProductHost host)
    {
        var clone = await CreatorClone.MakeAsync(host.Client, "Dr. Bees");
        var priced = await clone.PutAsync("", new { pricing = new { model = "per_message", price_per_message = Price } });
        Assert.Equal(200, priced.Status);
        var uploaded = await clone.UploadAsync(
            "hive.md", "# The hive\n\nAn inspection lasts no longer than twenty minutes. Honey is harvested in July. A colony needs fifteen kilograms for the winter.");
        Assert.Equal(200, uploaded.Status);
        await clone.FinishedAsync(uploaded.Json.GetProperty("document_id").GetGuid());
        Assert.Equal(200, (await clone.PostAsync("/publish")).Status);
        return clone;
    }

    private static async Task<Guid> BeginAsync(ProductHost host, SignedInUser user, CreatorClone clone)
    {
        var begun = await host.Client.PostAsync("/api/v1/sessions", new { expert_id = clone.Id, session_type = "chat", demo_mode = false }, user.AccessToken);
        Assert.True(begun.IsSuccess, begun.ToString());
        return begun.Json.GetProperty("session_id").GetGuid();
    }

    private static Task<Answer> SendAsync(ProductHost host, SignedInUser user, Guid session, string content, string id) => host.Client.PostAsync(
        $"/api/v1/sessions/{session}/messages", new { content, message_type = "text", client_message_id = id }, user.AccessToken);

    /// <summary>Repeats the message under its own id for as long as a product says that it cannot take it now, as a client does.</summary>
    private static async Task<Answer> AnsweredAsync(ProductHost host, SignedInUser user, Guid session, string id)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await SendAsync(host, user, session, "When is honey harvested?", id);
            if (answer.Status == 200) return answer;
            Assert.Contains(answer.Status, new[] { 503, 409 });
            deadline.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task AssertBooksAsync(ProductHost host, SignedInUser creator, int charges)
    {
        var ledger = host.Services.GetRequiredService<ILedger>();
        var proof = await ledger.ProveAsync(CancellationToken.None);
        Assert.Equal(0, proof.SumMicros);
        Assert.Empty(proof.Mismatches);
        Assert.Empty(proof.Overdrawn);
        var entries = await ledger.ListEntriesAsync($"earnings-{creator.Id:N}", long.MaxValue, 100, CancellationToken.None);
        Assert.Equal(charges, entries.Count);
        Assert.All(entries, entry => Assert.Equal((long)(Price * 1_000_000), entry.AmountMicros));
    }
}
