using System.Text.Json;
using Grains.Providers.Embeddings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Grains.Tests.Knowledge;

/// <summary>The provider's client against a server of this machine that follows a script.</summary>
public sealed class OpenAiEmbeddingTests : IAsyncLifetime
{
    private const string Key = "sk-very-secret";

    private readonly Queue<int> failures = [];
    private readonly List<(string? Authorization, string Model, int Texts)> requests = [];
    private WebApplication? server;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapPost("/v1/embeddings", AnswerAsync);
        server.MapPost("/elsewhere", () => Results.Json(new { stolen = true }));
        await server.StartAsync();
    }

    public async Task DisposeAsync() => await server!.DisposeAsync();

    [Fact]
    public async Task Vectors_come_in_the_order_of_the_texts_and_have_length_one()
    {
        using var models = Models();

        var vectors = await models.Default.EmbedAsync(["a", "bb", "ccc"], CancellationToken.None);

        Assert.Equal([1f, 2f, 3f], vectors.Select(vector => MathF.Round(vector.Span[1] / vector.Span[0], 3)));
        Assert.All(vectors, vector => Assert.Equal(1, MathF.Sqrt(vector.Span[0] * vector.Span[0] + vector.Span[1] * vector.Span[1]), 1e-5f));
        Assert.Equal(($"Bearer {Key}", "some-model", 3), Assert.Single(requests));
    }

    [Fact]
    public async Task A_failing_server_is_asked_again()
    {
        failures.Enqueue(500);
        failures.Enqueue(429);
        using var models = Models();

        var vectors = await models.Default.EmbedAsync(["a"], CancellationToken.None);

        Assert.Single(vectors);
        Assert.Equal(3, requests.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(302)]
    public async Task A_refusal_names_its_status_and_no_secret(int status)
    {
        failures.Enqueue(status);
        using var models = Models();

        var failure = await Assert.ThrowsAsync<EmbeddingFailedException>(() => models.Default.EmbedAsync(["a"], CancellationToken.None));

        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.Single(requests);
    }

    [Fact]
    public void A_clone_chooses_among_configured_models_only()
    {
        using var models = Models();

        Assert.Equal("some-model", models.Default.Name);
        Assert.Equal("embedded", models.Find("embedded").Name);
        Assert.Equal("some-model", models.Find("text-embedding-3-large").Name);
        Assert.Null(models.FindSpace("openai:another"));
    }

    private EmbeddingModels Models() => new(Options.Create(new EmbeddingOptions
    {
        Provider = "openai",
        BaseUrl = server!.Urls.First() + "/v1",
        ApiKey = Key,
        Model = "some-model",
        TimeoutSeconds = 20,
        Retries = 2,
    }));

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        var texts = body.RootElement.GetProperty("input").EnumerateArray().Select(text => text.GetString()!).ToList();
        requests.Add((request.Headers.Authorization, body.RootElement.GetProperty("model").GetString()!, texts.Count));
        if (failures.TryDequeue(out var status))
        {
            if (status == 302) request.HttpContext.Response.Headers.Location = "/elsewhere";
            return Results.Json(new { error = new { message = $"secret of {request.Headers.Authorization}" } }, statusCode: status);
        }

        // Last first: the index says which is which.
        var data = texts.Select((text, index) => new { @object = "embedding", index, embedding = Base64(1f, text.Length) }).Reverse();
        return Results.Json(new { @object = "list", model = "some-model", data, usage = new { prompt_tokens = 1, total_tokens = 1 } });
    }

    private static string Base64(params float[] values) => Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values));
}
