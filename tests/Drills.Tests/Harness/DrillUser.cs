using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Grains.Testing;

namespace Drills.Tests.Harness;

/// <summary>A person with an account, who goes through the front door like anybody else; the oracle hears of all that is asked and answered.</summary>
internal sealed class DrillUser(ServerProcess server, Oracle oracle, Guid id, string token)
{
    public const string Password = "a long enough phrase";

    private static int Count;

    public Guid Id => id;

    public string Token => token;

    public static string NewEmail() => $"drill-{Environment.ProcessId}-{Interlocked.Increment(ref Count)}@example.com";

    public static async Task<DrillUser> SignUpAsync(ServerProcess server, Oracle oracle, string role = "user")
    {
        var email = NewEmail();
        using var signedUp = await server.Http.PostAsJsonAsync("/api/v1/auth/signup", new { email, password = Password, full_name = "Drill", role });
        signedUp.EnsureSuccessStatusCode();
        return await LogInAsync(server, oracle, email);
    }

    public static async Task<DrillUser> LogInAsync(ServerProcess server, Oracle oracle, string email)
    {
        using var loggedIn = await server.Http.PostAsJsonAsync("/api/v1/auth/login", new { email, password = Password });
        loggedIn.EnsureSuccessStatusCode();
        var answer = await loggedIn.Content.ReadFromJsonAsync<JsonElement>();
        var user = new DrillUser(server, oracle, answer.GetProperty("user").GetProperty("id").GetGuid(), answer.GetProperty("access_token").GetString()!);
        oracle.HasAccount(user);
        return user;
    }

    public async Task<JsonElement> GetAsync(string path) => Json(await SendAsync(HttpMethod.Get, path, null));

    public async Task<JsonElement> PostAsync(string path, object body) => Json(await SendAsync(HttpMethod.Post, path, JsonContent.Create(body)));

    public async Task<JsonElement> PutAsync(string path, object body) => Json(await SendAsync(HttpMethod.Put, path, JsonContent.Create(body)));

    /// <summary>A published clone at a price for each message, that knows one text.</summary>
    public async Task<Guid> PublishCloneAsync(decimal pricePerMessage, string? knowledge = null)
    {
        var pricing = new { model = "per_message", price_per_message = pricePerMessage };
        return await PublishCloneAsync(pricing, knowledge);
    }

    public async Task<Guid> PublishCloneAsync(object pricing, string? knowledge = null)
    {
        var created = await PostAsync("/api/v1/clones", new
        {
            name = "Drill sergeant",
            description = "Knows one text",
            category = "Drills",
            expertise_areas = new[] { "drills" },
            base_price = 1.00m,
            pricing,
        });
        var clone = created.GetProperty("clone_id").GetGuid();
        if (knowledge is not null)
        {
            await PostAsync($"/api/v1/clones/{clone}/knowledge/text", new { title = "Orders", content = knowledge, category = "drills" });
            await Patience.UntilAsync(
                async () => (await GetAsync($"/api/v1/clones/{clone}/knowledge/stats")).GetProperty("processing_queue").GetInt32() == 0,
                TimeSpan.FromSeconds(60), "the clone's knowledge");
        }

        // The default model is the drill's.
        await PutAsync($"/api/v1/clones/{clone}/rag/config", new { response_model = "default" });
        await PostAsync($"/api/v1/clones/{clone}/publish", new { });
        return clone;
    }

    public async Task<DrillSession> StartSessionAsync(Guid cloneId)
    {
        var started = await PostAsync("/api/v1/sessions", new { expert_id = cloneId, session_type = "chat" });
        var session = new DrillSession(this, started.GetProperty("session_id").GetGuid());
        oracle.HasSession(session);
        return session;
    }

    /// <summary>Sends a message and waits for its answer. Null where no answer came, as when the server died.</summary>
    public async Task<Answer?> SendMessageAsync(DrillSession session, string messageId, string content)
    {
        var sent = oracle.Sends(session, messageId, content);
        var answer = await SendAsync(
            HttpMethod.Post, $"/api/v1/sessions/{session.Id}/messages", JsonContent.Create(new { content, client_message_id = messageId }));
        if (answer is { IsSuccess: true }) sent.Acknowledge();
        return answer;
    }

    /// <summary>Uploads a text file. Null where no answer came.</summary>
    public async Task<Answer?> UploadAsync(Guid cloneId, string title, string content)
    {
        var sent = oracle.Uploads(this, cloneId, title);
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        form.Add(file, "file", $"{title}.txt");
        using var name = new StringContent(title);
        form.Add(name, "title");
        var answer = await SendAsync(HttpMethod.Post, $"/api/v1/clones/{cloneId}/documents", form, key: title);
        if (answer is { IsSuccess: true }) sent.Acknowledge();
        return answer;
    }

    /// <summary>Any request of this user; null where the server was gone before it answered.</summary>
    public async Task<Answer?> SendAsync(HttpMethod method, string path, HttpContent? content, string? key = null, HttpClient? http = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var response = await (http ?? server.Http).SendAsync(request);
            var answer = new Answer(
                (int)response.StatusCode,
                await response.Content.ReadAsStringAsync(),
                response.Headers.Concat(response.Content.Headers).ToDictionary(
                    header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
            oracle.Heard($"{method} {path}", answer);
            return answer;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static JsonElement Json(Answer? answer) => answer switch
    {
        null => throw new HttpRequestException("The server was gone before it answered."),
        { IsSuccess: false } => throw new HttpRequestException(answer.ToString(), null, (System.Net.HttpStatusCode)answer.Status),
        { Text.Length: 0 } => default,
        _ => answer.Json,
    };
}
