using Grains.Testing;

namespace WebFront.Tests.Marketplace.Analytics;

/// <summary>Somebody in a scripted market, who signs in anew when the day has passed.</summary>
internal sealed class Person(ScriptedMarket market, SignedInUser user)
{
    private DateTimeOffset signedInAt = market.Clock.GetUtcNow();
    private SignedInUser user = user;

    public Guid Id => user.Id;

    public async Task<Answer> GetAsync(string path) => await market.Host.Client.GetAsync(path, await TokenAsync());

    public async Task<Answer> PostAsync(string path, object? body = null) => await market.Host.Client.PostAsync(path, body, await TokenAsync());

    public async Task<Answer> PutAsync(string path, object? body) => await market.Host.Client.PutAsync(path, body, await TokenAsync());

    /// <summary>Holds a session now: sends the messages at its beginning, stays so long, and leaves.</summary>
    public async Task<Guid> HoldAsync(Guid expert, double minutes, int? rating = null, string type = "chat", bool demo = false, params string[] messages)
    {
        var session = await BeginAsync(expert, type, demo, messages);
        market.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await EndAsync(session);
        if (rating is not null) Assert.Equal(200, (await PostAsync($"/api/v1/sessions/{session}/rating", new { rating })).Status);
        return session;
    }

    public async Task<Guid> BeginAsync(Guid expert, string type = "chat", bool demo = false, params string[] messages)
    {
        var started = await PostAsync("/api/v1/sessions", new { expert_id = expert, session_type = type, demo_mode = demo });
        Assert.True(started.IsSuccess, started.ToString());
        var session = started.Json.GetProperty("session_id").GetGuid();
        foreach (var content in messages)
        {
            var sent = await PostAsync($"/api/v1/sessions/{session}/messages", new { content });
            Assert.True(sent.IsSuccess, sent.ToString());
        }

        return session;
    }

    public async Task<Answer> EndAsync(Guid session)
    {
        var ended = await PostAsync($"/api/v1/sessions/{session}/end");
        Assert.Equal(200, ended.Status);
        return ended;
    }

    private async Task<string> TokenAsync()
    {
        if (market.Clock.GetUtcNow() - signedInAt > TimeSpan.FromHours(12))
        {
            user = await market.Host.Client.LogInAsync(user.Email);
            signedInAt = market.Clock.GetUtcNow();
        }

        return user.AccessToken;
    }
}
