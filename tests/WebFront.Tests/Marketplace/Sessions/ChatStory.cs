using System.Text.Json;
using Grains.Chat.Models;
using Grains.Knowledge;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace WebFront.Tests.Marketplace.Sessions;

/// <summary>A product with a published clone that knows one text, and people who chat with it.</summary>
internal sealed class ChatStory : IAsyncDisposable
{
    private const string Knowledge =
        """
        A hive is opened on a warm day above fifteen degrees. The beekeeper blows three puffs of smoke into the entrance and waits one
        minute. Frames are lifted one by one from the edge inwards. The queen is found by looking for eggs first. An inspection lasts
        no longer than twenty minutes. Honey is harvested in July, when four fifths of the cells are capped. A colony needs fifteen
        kilograms of stores for the winter.
        """;

    private ChatStory(ProductHost host, Guid cloneId)
    {
        Host = host;
        CloneId = cloneId;
    }

    public ProductHost Host { get; }

    public ProductClient Client => Host.Client;

    public Guid CloneId { get; private set; }

    public SignedInUser Creator { get; private set; } = null!;

    /// <param name="pricing">The clone's additive pricing; null for the document's price by time.</param>
    /// <param name="dataFolder">A folder that outlives the story; null for one of its own.</param>
    public static async Task<ChatStory> BeginAsync(
        object? pricing = null, decimal basePrice = 75.00m, ManualTimeProvider? clock = null, string? dataFolder = null, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Models:Embedded:TokensPerSecond"] = "0", ["Seed:Demo"] = "false" };
        foreach (var (name, value) in settings) all[name] = value;
        return await BeginAsync(new ProductSetup { Settings = all, Clock = clock, Replace = clock is null ? null : Patient }, pricing, basePrice, clock, dataFolder);
    }

    /// <summary>A story whose answers come from a model of the test's own.</summary>
    public static Task<ChatStory> BeginAsync(IAnswerer answerer, object? pricing = null, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Seed:Demo"] = "false" };
        foreach (var (name, value) in more) settings[name] = value;
        return BeginAsync(new ProductSetup { Settings = settings, Replace = services => services.AddSingleton(answerer) }, pricing, 75.00m, null);
    }

    /// <summary>A story with services of the test's own.</summary>
    public static Task<ChatStory> BeginAsync(Action<IServiceCollection> replace, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Models:Embedded:TokensPerSecond"] = "0", ["Seed:Demo"] = "false" };
        foreach (var (name, value) in more) settings[name] = value;
        return BeginAsync(new ProductSetup { Settings = settings, Replace = replace }, null, 75.00m, null);
    }

    private static async Task<ChatStory> BeginAsync(
        ProductSetup setup, object? pricing, decimal basePrice, ManualTimeProvider? clock, string? dataFolder = null)
    {
        var story = new ChatStory(await ProductHost.StartAsync(setup, dataFolder), Guid.Empty);
        await story.PublishAsync(pricing, basePrice, clock);
        return story;
    }

    public Task<SignedInUser> NewUserAsync() => Client.NewUserAsync();

    public async Task<JsonElement> StartAsync(SignedInUser user, object? more = null)
    {
        var answer = await Client.PostAsync("/api/v1/sessions", more ?? new { expert_id = CloneId, session_type = "chat", demo_mode = false }, user.AccessToken);
        Assert.True(answer.IsSuccess, answer.ToString());
        return answer.Json;
    }

    public async Task<Guid> StartIdAsync(SignedInUser user) => (await StartAsync(user)).GetProperty("session_id").GetGuid();

    public Task<Answer> SendAsync(SignedInUser user, Guid session, string content, string? clientMessageId = null) => Client.PostAsync(
        $"/api/v1/sessions/{session}/messages", new { content, message_type = "text", attachments = Array.Empty<string>(), client_message_id = clientMessageId }, user.AccessToken);

    public Task<Answer> GetAsync(SignedInUser user, Guid session, string below = "") =>
        Client.GetAsync($"/api/v1/sessions/{session}{below}", user.AccessToken);

    public Task<SocketClient> ConnectAsync(SignedInUser user, Guid session, long after = 0) =>
        SocketClient.ConnectAsync(Host.Address, session, user.AccessToken, after);

    public async Task<decimal> BalanceAsync(SignedInUser user, string member = "balance") =>
        (await Client.GetAsync("/api/v1/users/wallet", user.AccessToken)).Json.GetProperty(member).GetDecimal();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>A clock that is moved by minutes while calls are under way must not let them time out.</summary>
    public static void Patient(IServiceCollection services)
    {
        services.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromDays(10));
        services.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = TimeSpan.FromDays(10);
            collection.ActivationTimeout = TimeSpan.FromDays(10);
            collection.DeactivationTimeout = TimeSpan.FromDays(10);
        });
    }

    private async Task PublishAsync(object? pricing, decimal basePrice, ManualTimeProvider? clock)
    {
        var creator = Creator = await Client.NewUserAsync("creator");
        var created = await Client.PostAsync("/api/v1/clones", new
        {
            name = "Dr. Bee",
            description = "Beekeeping without tears",
            category = "Life & Coaching",
            expertise_areas = new[] { "Inspections", "Honey" },
            base_price = basePrice,
            pricing,
        }, creator.AccessToken);
        Assert.True(created.IsSuccess, created.ToString());
        CloneId = created.Json.GetProperty("clone_id").GetGuid();
        var added = await Client.PostAsync(
            $"/api/v1/clones/{CloneId}/knowledge/text", new { title = "The hive", content = Knowledge, category = "bees", tags = new[] { "hive" } }, creator.AccessToken);
        Assert.True(added.IsSuccess, added.ToString());
        // Asked of the grain, since calls by the front door count in the creator's limits.
        while ((await Host.Grains.KnowledgeBase(CloneId).GetStatsAsync(creator.Id, CancellationToken.None)).Value is not { ProcessingQueue: 0 })
            clock?.Advance(TimeSpan.FromMilliseconds(1));
        var published = await Client.PostAsync($"/api/v1/clones/{CloneId}/publish", null, creator.AccessToken);
        Assert.True(published.IsSuccess, published.ToString());
    }
}
