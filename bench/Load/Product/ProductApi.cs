using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Load.Product;

/// <summary>The product's front door, for what has to be set up before a measurement and checked after it.</summary>
internal sealed class ProductApi(int port) : IDisposable
{
    private const string Password = "a long enough phrase";

    private static readonly string[] Areas = ["Measuring", "Waiting"];

    private readonly HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(2) };

    public int Port => port;

    /// <summary>An account, signed up and in; answers its token.</summary>
    public async Task<string> NewUserAsync(string name, string role = "user")
    {
        var email = $"{name}@example.com";
        await PostAsync(null, "/api/v1/auth/signup", new { email, password = Password, full_name = "Load", role });
        var answer = await PostAsync(null, "/api/v1/auth/login", new { email, password = Password });
        return answer.GetProperty("access_token").GetString()!;
    }

    /// <summary>A published clone, at a price for each message, that answers with a model.</summary>
    public async Task<Guid> PublishCloneAsync(string creator, string model, decimal pricePerMessage)
    {
        var created = await PostAsync(creator, "/api/v1/clones", new
        {
            name = "Dr. Load",
            description = "Answers whatever it is asked",
            category = "Life & Coaching",
            expertise_areas = Areas,
            base_price = 1.00m,
            pricing = new { model = "per_message", price_per_message = pricePerMessage },
        });
        var id = created.GetProperty("clone_id").GetGuid();
        await SendAsync(HttpMethod.Put, creator, $"/api/v1/clones/{id}/rag/config", new { response_model = model });
        await PostAsync(creator, $"/api/v1/clones/{id}/publish", new { });
        return id;
    }

    public async Task<Guid> StartSessionAsync(string token, Guid clone) =>
        (await PostAsync(token, "/api/v1/sessions", new { expert_id = clone, session_type = "chat" })).GetProperty("session_id").GetGuid();

    public async Task<JsonElement> GetAsync(string token, string path) => await SendAsync(HttpMethod.Get, token, path, null);

    public Task<JsonElement> PostAsync(string? token, string path, object body) => SendAsync(HttpMethod.Post, token, path, body);

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string? token, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : default;
    }
}
