using System.Text.Json;
using Grains.Storage;
using Grains.Testing;
using Grains.Wallets;
using Microsoft.Extensions.DependencyInjection;
using WebFront.Tests.Marketplace.Sessions;

namespace WebFront.Tests.Marketplace.Month;

/// <summary>The people and clones of a month, and the front door that they go through. Time passes as planned.</summary>
internal sealed class MonthTown : IAsyncDisposable
{
    private readonly ManualTimeProvider clock;
    private readonly ProductHost host;
    private readonly Dictionary<string, (SignedInUser User, DateTimeOffset At)> signedIn = [];

    private MonthTown(ProductHost host, ManualTimeProvider clock) => (this.host, this.clock) = (host, clock);

    public IReadOnlyList<string> Users { get; private set; } = [];

    public IReadOnlyList<string> Creators { get; private set; } = [];

    public IReadOnlyList<Guid> Clones { get; private set; } = [];

    /// <summary>In the plan's order.</summary>
    public Guid[] Sessions { get; private set; } = [];

    public IServiceProvider Services => host.Services;

    public static async Task<MonthTown> BuildAsync(MonthPlan plan, DateTimeOffset start)
    {
        var clock = new ManualTimeProvider(start);
        var settings = new Dictionary<string, string?>
        {
            ["Models:Embedded:TokensPerSecond"] = "0",
            ["Wallets:SandboxBalance"] = "1000",
            ["Tokens:Lifetime"] = "1.00:00:00",
            ["Storage:CatchUpInterval"] = "01:00:00",
            ["Limits:marketplace.demos:Permits"] = "1000",
        };
        var host = await ProductHost.StartAsync(new ProductSetup { Settings = settings, Clock = clock, Replace = ChatStory.Patient });
        var town = new MonthTown(host, clock);
        town.Users = await town.PeopleAsync(MonthPlan.Users, "user");
        town.Creators = await town.PeopleAsync(MonthPlan.Creators, "creator");
        var clones = new List<Guid>();
        foreach (var planned in plan.Clones) clones.Add(await town.PublishAsync(planned));
        town.Clones = clones;
        return town;
    }

    /// <summary>All sessions' steps in the order of their times.</summary>
    public async Task LiveAsync(MonthPlan plan)
    {
        Sessions = new Guid[plan.Sessions.Count];
        var steps = from session in Enumerable.Range(0, plan.Sessions.Count)
                    from step in plan.Sessions[session].Steps
                    orderby step.At, session
                    select (session, step);
        foreach (var (session, step) in steps)
        {
            if (step.At > clock.GetUtcNow()) clock.Leap(step.At - clock.GetUtcNow());
            await DoAsync(plan.Sessions[session], session, step.Kind);
        }
    }

    public void Leap(TimeSpan by) => clock.Leap(by);

    public async Task<JsonElement> GetAsync(string email, string path)
    {
        var answer = await host.Client.GetAsync(path, (await SignInAsync(email)).AccessToken);
        Assert.True(answer.IsSuccess, $"{path}: {answer}");
        return answer.Json;
    }

    public async Task<Guid> IdAsync(string email) => (await SignInAsync(email)).Id;

    /// <summary>What the ledger says that a creator has earned, by session.</summary>
    public async Task<Dictionary<Guid, long>> EarningsAsync(string creator)
    {
        var ledger = Services.GetRequiredService<ILedger>();
        var (sums, before) = (new Dictionary<Guid, long>(), long.MaxValue);
        while (await ledger.ListEntriesAsync($"earnings-{await IdAsync(creator):N}", before, 1_000, default) is { Count: > 0 } page)
        {
            before = page[^1].Number;
            foreach (var entry in page.Where(entry => entry.Kind == "charge"))
            {
                var session = Guid.ParseExact(entry.Reference, "N");
                sums[session] = sums.GetValueOrDefault(session) + entry.AmountMicros;
            }
        }

        return sums;
    }

    /// <summary>What has left a user's wallet and not come back.</summary>
    public async Task<long> SpentAsync(string user)
    {
        var ledger = Services.GetRequiredService<ILedger>();
        var wallet = await ledger.GetAccountAsync(new WalletId(await IdAsync(user)).ToString(), default);
        var escrows = await ledger.ListAccountsAsync(EscrowAccount.PrefixOf(await IdAsync(user)), default);
        return 1_000_000_000 - wallet.BalanceMicros - escrows.Sum(escrow => escrow.BalanceMicros);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task<IReadOnlyList<string>> PeopleAsync(int count, string role)
    {
        var people = new List<string>();
        for (var number = 0; number < count; number++)
        {
            var email = ProductClient.NewEmail();
            Assert.True((await host.Client.SignUpAsync(email, role)).IsSuccess);
            people.Add(email);
        }

        return people;
    }

    private async Task<Guid> PublishAsync(PlannedClone planned)
    {
        var created = await PostAsync(Creators[planned.Creator], "/api/v1/clones", new
        {
            name = $"Dr. {planned.Category}",
            description = "Knows the month",
            category = planned.Category,
            expertise_areas = new[] { "Planning" },
            bio = "Many years of months.",
            personality = "Friendly and brief.",
            base_price = planned.BasePrice,
            pricing = planned.Pricing,
        });
        var clone = created.GetProperty("clone_id").GetGuid();
        await PostAsync(Creators[planned.Creator], $"/api/v1/clones/{clone}/publish", new { });
        return clone;
    }

    private async Task DoAsync(PlannedSession planned, int session, StepKind kind)
    {
        var (email, path) = (Users[planned.User], $"/api/v1/sessions/{Sessions[session]}");
        switch (kind)
        {
            case StepKind.Start:
                var started = await PostAsync(
                    email, "/api/v1/sessions", new { expert_id = Clones[planned.Expert], session_type = planned.Type, demo_mode = planned.Demo });
                Sessions[session] = started.GetProperty("session_id").GetGuid();
                break;
            case StepKind.Message:
                await PostAsync(email, $"{path}/messages", new { content = "How do I plan the next quarter of my business?", message_type = "text" });
                break;
            case StepKind.Pause or StepKind.Resume:
                var put = await host.Client.PutAsync(
                    $"{path}/status", new { status = kind == StepKind.Pause ? "paused" : "active" }, (await SignInAsync(email)).AccessToken);
                Assert.True(put.IsSuccess, put.ToString());
                break;
            case StepKind.End:
                await PostAsync(email, $"{path}/end", new { });
                break;
            case StepKind.Rate:
                await PostAsync(email, $"{path}/rating", new { rating = planned.Rating });
                break;
            default:
                throw new InvalidOperationException($"Unknown step {kind}.");
        }
    }

    private async Task<JsonElement> PostAsync(string email, string path, object body)
    {
        var answer = await host.Client.PostAsync(path, body, (await SignInAsync(email)).AccessToken);
        Assert.True(answer.IsSuccess, $"{path}: {answer}");
        return answer.Json;
    }

    /// <summary>Signs in anew before a token ends.</summary>
    private async Task<SignedInUser> SignInAsync(string email)
    {
        if (signedIn.TryGetValue(email, out var known) && clock.GetUtcNow() - known.At < TimeSpan.FromHours(20)) return known.User;
        var user = await host.Client.LogInAsync(email);
        signedIn[email] = (user, clock.GetUtcNow());
        return user;
    }
}
