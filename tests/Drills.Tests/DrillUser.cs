using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Drills.Tests;

/// <summary>A person with an account, who goes through the front door like anybody else.</summary>
internal sealed class DrillUser(ServerProcess server, string token)
{
    private static int Count;

    public string Token => token;

    public static async Task<DrillUser> SignUpAsync(ServerProcess server, string role = "user")
    {
        var email = $"drill-{Environment.ProcessId}-{Interlocked.Increment(ref Count)}@example.com";
        const string password = "a long enough phrase";
        using var signedUp = await server.Http.PostAsJsonAsync("/api/v1/auth/signup", new { email, password, full_name = "Drill", role });
        signedUp.EnsureSuccessStatusCode();
        using var loggedIn = await server.Http.PostAsJsonAsync("/api/v1/auth/login", new { email, password });
        var answer = await loggedIn.Content.ReadFromJsonAsync<JsonElement>();
        return new DrillUser(server, answer.GetProperty("access_token").GetString()!);
    }

    public async Task<JsonElement> GetAsync(string path) => await SendAsync(HttpMethod.Get, path, null);

    public async Task<JsonElement> PostAsync(string path, object body) => await SendAsync(HttpMethod.Post, path, body);

    /// <summary>A published clone at a price for each message, that knows one text.</summary>
    public async Task<Guid> PublishCloneAsync(decimal pricePerMessage, string knowledge)
    {
        var created = await PostAsync("/api/v1/clones", new
        {
            name = "Drill sergeant",
            description = "Knows one text",
            category = "Drills",
            expertise_areas = new[] { "drills" },
            base_price = 1.00m,
            pricing = new { model = "per_message", price_per_message = pricePerMessage },
        });
        var id = created.GetProperty("clone_id").GetGuid();
        await PostAsync($"/api/v1/clones/{id}/knowledge/text", new { title = "Orders", content = knowledge, category = "drills" });
        while ((await GetAsync($"/api/v1/clones/{id}/knowledge/stats")).GetProperty("processing_queue").GetInt32() > 0) await Task.Delay(50);
        await PostAsync($"/api/v1/clones/{id}/publish", new { });
        return id;
    }

    public async Task<Guid> StartSessionAsync(Guid cloneId) =>
        (await PostAsync("/api/v1/sessions", new { expert_id = cloneId, session_type = "chat" })).GetProperty("session_id").GetGuid();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await server.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{method} {path}: {(int)answer.StatusCode} {text}", null, answer.StatusCode);
        return text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : default;
    }
}
