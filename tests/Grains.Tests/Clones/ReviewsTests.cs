using System.Text.Json;
using Grains.Accounts;
using Grains.Clones;
using Grains.Clones.Listing;
using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Tests.Clones;

public sealed class ReviewsTests
{
    [Fact]
    public async Task Reviews_of_somebody_who_is_gone_stay_and_are_nobodys_also_after_a_rebuild()
    {
        await using var host = await ProductHost.StartAsync();
        var expert = await PublishAsync(host, "Expert", "Wills");
        var user = await host.Client.NewUserAsync();
        await RateAsync(host, user, expert);
        Assert.Equal("John Doe", (await ReviewAsync(host.Grains, expert)).UserName);
        var reviews = host.Services.GetServices<IPersonalData>().Single(kept => kept.Kind == "reviews");

        var first = await reviews.EraseAsync(user.Id, default);
        var second = await reviews.EraseAsync(user.Id, default);

        Assert.Equal((new Erasure(0, 1), new Erasure(0, 0)), (first, second));
        Assert.Equal((null, 5, "Very good"), Parts(await ReviewAsync(host.Grains, expert)));
        await host.Services.GetRequiredService<IDatabase>().ExecuteAsync("UPDATE projection_positions SET version = 0", [], default);
        await host.StopAsync();
        await using var again = await ProductHost.StartAsync(dataFolder: host.DataFolder);
        Assert.Equal((null, 5, "Very good"), Parts(await ReviewAsync(again.Grains, expert)));
        Assert.Equal(0, await KnownAsync(again, user.Id));
    }

    [Fact]
    public async Task What_a_user_wants_to_reach_is_a_reason_to_recommend_who_knows_about_it()
    {
        await using var host = await ProductHost.StartAsync(new ProductSetup
        {
            Replace = static services => services.AddSingleton<IUserGoals>(new Goals("Get better at international expansion")),
        });
        await PublishAsync(host, "Lawyer", "Wills");
        await PublishAsync(host, "Half", "Expansion joints");
        await PublishAsync(host, "Strategist", "International expansion");
        var user = await host.Client.NewUserAsync();

        var recommended = await host.Grains.ExpertDirectory().RecommendAsync(new RecommendExperts(user.Id, 3), default);

        Assert.Equal(["Strategist", "Half", "Lawyer"], recommended.Select(one => one.Expert.Name));
        Assert.Equal(
            [RecommendationReason.Goal, RecommendationReason.Goal, RecommendationReason.Popular], recommended.Select(one => one.Reason));
        Assert.Equal("Get better at international expansion", recommended[0].About);
    }

    private static (string?, int, string) Parts(ReviewView review) => (review.UserName, review.Rating, review.Comment);

    private static async Task<ReviewView> ReviewAsync(IGrainFactory grains, Guid expert) =>
        Assert.Single((await grains.ExpertDirectory().GetAsync(expert, default)).Value!.Reviews);

    private static Task<long> KnownAsync(ProductHost host, Guid user) => host.Services.GetRequiredService<IDatabase>().ReadAsync(
        sql => sql.NumberAsync("SELECT count(*) FROM expert_sessions WHERE user_id = ?", user), default);

    private static async Task<Guid> PublishAsync(ProductHost host, string name, string area)
    {
        var (owner, id) = (Guid.NewGuid(), Guid.NewGuid());
        var profile = new CloneProfile
        {
            Name = name,
            Description = "An expert",
            ExpertiseAreas = [area],
            Pricing = new ClonePricing(PricingModel.PerMinute, 0, 0, 0),
        };
        await host.Grains.Clone(id).CreateAsync(new CreateClone(owner, profile), default);
        Assert.Null((await host.Grains.Clone(id).PublishAsync(new PublishClone(owner), default)).Refusal);
        return id;
    }

    private static async Task RateAsync(ProductHost host, SignedInUser user, Guid expert)
    {
        var started = await host.Client.PostAsync("/api/v1/sessions", new { expert_id = expert, session_type = "chat" }, user.AccessToken);
        var path = $"/api/v1/sessions/{started.Json.GetProperty("session_id").GetGuid()}";
        await host.Client.PostAsync($"{path}/end", null, user.AccessToken);
        var rated = await host.Client.PostAsync($"{path}/rating", new { rating = 5, comment = "Very good", show_name = true }, user.AccessToken);
        Assert.Equal(JsonValueKind.Object, rated.Json.ValueKind);
        Assert.Equal(200, rated.Status);
    }

    private sealed class Goals(string goal) : IUserGoals
    {
        public Task<IReadOnlyList<string>> ListAsync(Guid userId, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([goal]);
    }
}
