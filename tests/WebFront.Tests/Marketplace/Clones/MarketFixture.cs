using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Clones;

/// <summary>One product without a demo for the tests of a class; each test makes its own creator and clone in it.</summary>
public sealed class MarketFixture : IAsyncLifetime
{
    private ProductHost? host;

    public ProductHost Host => host ?? throw new InvalidOperationException("The product has not been started.");

    public ProductClient Client => Host.Client;

    public async Task InitializeAsync() => host = await ProductHost.StartAsync(WithoutDemo());

    public async Task DisposeAsync() => await Host.DisposeAsync();

    public static ProductSetup WithoutDemo(params (string Name, string Value)[] settings) => new()
    {
        Settings = settings.Append((Name: "Seed:Demo", Value: "false")).ToDictionary(pair => pair.Name, pair => (string?)pair.Value),
    };

    public Task<CreatorClone> NewCloneAsync(string name = "Dr. John Expert") => CreatorClone.MakeAsync(Client, name);
}

/// <summary>A clone and the creator who owns it, as a client of the API uses them.</summary>
public sealed class CreatorClone(ProductClient client, SignedInUser owner, Guid id)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public SignedInUser Owner => owner;

    public Guid Id => id;

    public string Path => $"/api/v1/clones/{id}";

    public static async Task<CreatorClone> MakeAsync(ProductClient client, string name)
    {
        var owner = await client.NewUserAsync("creator");
        var made = await client.PostAsync(
            "/api/v1/clones",
            new
            {
                name,
                description = "Business strategy consultant",
                category = "Business & Strategy",
                expertise_areas = new[] { "Strategic Planning", "Market Analysis" },
                base_price = 75.00,
            },
            owner.AccessToken);
        Assert.Equal(200, made.Status);
        return new CreatorClone(client, owner, made.Json.GetProperty("clone_id").GetGuid());
    }

    public Task<Answer> GetAsync(string below = "") => client.GetAsync(Path + below, owner.AccessToken);

    public Task<Answer> PostAsync(string below, object? body = null) => client.PostAsync(Path + below, body, owner.AccessToken);

    public Task<Answer> PutAsync(string below, object body) => client.PutAsync(Path + below, body, owner.AccessToken);

    public Task<Answer> DeleteAsync(string below = "") => client.SendAsync(HttpMethod.Delete, Path + below, null, owner.AccessToken);

    public Task<Answer> UploadAsync(string fileName, string text, params (string Name, string Value)[] fields) =>
        UploadAsync(fileName, Encoding.UTF8.GetBytes(text), fields);

    public async Task<Answer> UploadAsync(string fileName, byte[] content, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(content), "file", fileName);
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        return await SendFormAsync(form);
    }

    public async Task<Answer> SendFormAsync(HttpContent form, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{Path}/documents", UriKind.Relative)) { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", owner.AccessToken);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await client.SendAsync(request);
    }

    /// <summary>Adds text and waits until it can be found.</summary>
    public async Task<Guid> TeachAsync(string title, string content, string? category = null)
    {
        var added = await PostAsync("/knowledge/text", new { title, content, category });
        Assert.Equal(200, added.Status);
        var document = added.Json.GetProperty("document_id").GetGuid();
        Assert.Equal("completed", (await FinishedAsync(document)).GetProperty("processing_status").GetString());
        return document;
    }

    /// <summary>Asks until a document is completed or failed, as a client has to.</summary>
    public async Task<JsonElement> FinishedAsync(Guid document)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await GetAsync($"/documents/{document}");
            Assert.Equal(200, answer.Status);
            if (answer.Json.GetProperty("processing_status").GetString() != "processing") return answer.Json;
            await Task.Delay(20, deadline.Token);
        }
    }

    public async Task<IReadOnlyList<JsonElement>> SearchAsync(string query, double? threshold = null)
    {
        var answer = await PostAsync("/knowledge/search", new { query, similarity_threshold = threshold });
        Assert.Equal(200, answer.Status);
        return [.. answer.Json.GetProperty("results").EnumerateArray()];
    }
}
