namespace WebFront.Tests.Marketplace.Analytics;

/// <summary>
/// Two users, two creators, three experts, and sessions of all kinds from November to March; today is the 15th of March. By time at 75, 60 and
/// 33.33 dollars an hour, one expert by the message.
/// </summary>
/// <remarks>
/// Ann: 20 November Chen 30 min (37.50, rated 4); 10 January Chen 20 min (25.00) and Bee voice 10 min at 90 (15.00, rated 5); 1 March Chen demo 5 min;
/// 2 March Chen video 12 min (15.00, rated 5); 10 March Dee two messages (0.246914, rated 3); 14 March, 23:50, Bee 20 min over midnight (10.00 + 10.00).
/// Bob: 5 February Chen 8 min (10.00, rated 1) without a message; 15 March Chen one message, 4 min (5.00), rated 2.
/// </remarks>
public sealed class ScriptedYear : IAsyncLifetime
{
    internal ScriptedMarket Market { get; private set; } = null!;

    internal Person Ann { get; private set; } = null!;

    internal Person Bob { get; private set; } = null!;

    /// <summary>Owns Chen and Bee.</summary>
    internal Person Creator { get; private set; } = null!;

    /// <summary>Owns Dee.</summary>
    internal Person Other { get; private set; } = null!;

    internal Guid Chen { get; private set; }

    internal Guid Bee { get; private set; }

    internal Guid Dee { get; private set; }

    public async Task InitializeAsync()
    {
        Market = await ScriptedMarket.OpenAsync(new DateTimeOffset(2025, 11, 20, 10, 0, 0, TimeSpan.Zero));
        Creator = await Market.NewPersonAsync("creator");
        Other = await Market.NewPersonAsync("creator");
        (Ann, Bob) = (await Market.NewPersonAsync(), await Market.NewPersonAsync());
        Chen = await ScriptedMarket.PublishAsync(Creator, "Dr. Sarah Chen", "Life & Coaching", 75.00m);
        Bee = await ScriptedMarket.PublishAsync(Creator, "Dr. Bee", "Business & Strategy", 60m, new { voice = new { base_price = 90 } });
        Dee = await ScriptedMarket.PublishAsync(Other, "Dee", "Health & Wellness", 0m, new { model = "per_message", price_per_message = 0.123457m });

        await Ann.HoldAsync(Chen, 30, rating: 4, messages: "How do strategic plans and market analysis fit together?");
        Market.GoTo(2026, 1, 10);
        await Ann.HoldAsync(Chen, 20, messages: ["I write strategic plans.", "Is anxiety normal?"]);
        await Ann.HoldAsync(Bee, 10, rating: 5, type: "voice", messages: "Hello!");
        Market.GoTo(2026, 2, 5);
        await Bob.HoldAsync(Chen, 8, rating: 1);
        Market.GoTo(2026, 3, 1);
        await Ann.HoldAsync(Chen, 5, demo: true, messages: "Anxiety again, in a demo with strategic plans");
        Market.GoTo(2026, 3, 2);
        await Ann.HoldAsync(Chen, 12, rating: 5, type: "video", messages: "My anxiety, please; also market analysis.");
        Market.GoTo(2026, 3, 10);
        await Ann.HoldAsync(Dee, 7, rating: 3, messages: ["One", "Two"]);
        Market.GoTo(2026, 3, 14, 23);
        Market.Clock.Advance(TimeSpan.FromMinutes(50));
        await HoldOverMidnightAsync();
        Market.GoTo(2026, 3, 15);
        await Bob.HoldAsync(Chen, 4, rating: 2, messages: "A strategic plan for my zebra");
    }

    public async Task DisposeAsync() => await Market.DisposeAsync();

    /// <summary>Ten minutes before midnight are charged with an answer, ten after it at the end.</summary>
    private async Task HoldOverMidnightAsync()
    {
        var session = await Ann.BeginAsync(Bee);
        Market.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Equal(200, (await Ann.PutAsync($"/api/v1/sessions/{session}/status", new { status = "paused" })).Status);
        Assert.Equal(200, (await Ann.PutAsync($"/api/v1/sessions/{session}/status", new { status = "active" })).Status);
        Market.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromTicks(1));
        await Ann.EndAsync(session);
    }
}
