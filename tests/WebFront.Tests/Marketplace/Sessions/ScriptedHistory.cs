using WebFront.Tests.Marketplace.Analytics;

namespace WebFront.Tests.Marketplace.Sessions;

/// <summary>One user's four days with two experts, and somebody else's session among them.</summary>
public sealed class ScriptedHistory : IAsyncLifetime
{
    private ScriptedMarket? market;

    internal Person User { get; private set; } = null!;

    internal Guid Bee { get; private set; }

    internal Guid First { get; private set; }

    internal Guid Running { get; private set; }

    public async Task InitializeAsync()
    {
        market = await ScriptedMarket.OpenAsync(new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.Zero));
        var creator = await market.NewPersonAsync("creator");
        User = await market.NewPersonAsync();
        var chen = await ScriptedMarket.PublishAsync(creator, "Dr. Sarah Chen", "Life & Coaching", 75.00m, new { voice = new { base_price = 100.01 } });
        Bee = await ScriptedMarket.PublishAsync(creator, "Dr. Bee", "Business & Strategy", 60m);
        First = await User.HoldAsync(chen, 35, rating: 5, messages: ["Hello", "I need help"]);
        market.GoTo(2026, 1, 6);
        await User.HoldAsync(Bee, 10, rating: 4, type: "video");
        market.GoTo(2026, 1, 7);
        await User.HoldAsync(chen, 20.5, type: "voice");
        await User.HoldAsync(chen, 3, demo: true, messages: "What do you do?");
        market.GoTo(2026, 1, 8);
        await (await market.NewPersonAsync()).HoldAsync(chen, 5, rating: 1);
        Running = await User.BeginAsync(Bee);
    }

    public async Task DisposeAsync()
    {
        if (market is not null) await market.DisposeAsync();
    }
}
