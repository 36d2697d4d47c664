using System.Text.Json;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Experts;

/// <summary>Creators who publish clones, and users who talk with them and rate.</summary>
public sealed class ExpertStory(ProductClient client)
{
    public ProductClient Client => client;

    /// <summary>A published clone; its expertise is what the test looks for.</summary>
    public async Task<Guid> PublishAsync(
        SignedInUser owner, string name, string category = "Legal", decimal price = 0, string description = "An expert", string bio = "",
        params string[] areas)
    {
        var made = await client.PostAsync(
            "/api/v1/clones",
            new { name, category, base_price = price, description, bio, expertise_areas = areas.Length > 0 ? areas : ["Wills"] },
            owner.AccessToken);
        Assert.True(made.IsSuccess, made.ToString());
        var id = made.Json.GetProperty("clone_id").GetGuid();
        var published = await client.PostAsync($"/api/v1/clones/{id}/publish", null, owner.AccessToken);
        Assert.True(published.IsSuccess, published.ToString());
        return id;
    }

    /// <summary>A session that was ended, and rated where a rating is given.</summary>
    public async Task<Guid> TalkAsync(SignedInUser user, Guid expert, int? rating = null, string? comment = null, bool? showName = null, bool demo = false)
    {
        var started = await client.PostAsync("/api/v1/sessions", new { expert_id = expert, session_type = "chat", demo_mode = demo }, user.AccessToken);
        Assert.True(started.IsSuccess, started.ToString());
        var session = started.Json.GetProperty("session_id").GetGuid();
        await client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken);
        if (rating is { } stars) await RateAsync(user, session, stars, comment, showName);
        return session;
    }

    public async Task RateAsync(SignedInUser user, Guid session, int rating, string? comment = null, bool? showName = null)
    {
        var rated = await client.PostAsync($"/api/v1/sessions/{session}/rating", new { rating, comment, show_name = showName }, user.AccessToken);
        Assert.True(rated.IsSuccess, rated.ToString());
    }

    public Task<Answer> GetAsync(SignedInUser user, string below) => client.GetAsync($"/api/v1/experts{below}", user.AccessToken);

    public async Task<JsonElement> ProfileAsync(SignedInUser user, Guid expert)
    {
        var answer = await GetAsync(user, $"/{expert}");
        Assert.True(answer.IsSuccess, answer.ToString());
        return answer.Json;
    }

    public async Task<IReadOnlyList<string>> NamesAsync(SignedInUser user, string below)
    {
        var answer = await GetAsync(user, below);
        Assert.True(answer.IsSuccess, answer.ToString());
        return [.. answer.Json.GetProperty("experts").EnumerateArray().Select(expert => expert.GetProperty("name").GetString()!)];
    }
}
