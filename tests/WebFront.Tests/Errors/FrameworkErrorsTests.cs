using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace WebFront.Tests.Errors;

/// <summary>Errors that no handler writes have the documented shape all the same.</summary>
public sealed class FrameworkErrorsTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    private readonly ProductClient client = product.Client;

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/users/profile/more")]
    [InlineData("/api/v1/sessions/not-a-uuid")]
    [InlineData("/api/v1/sessions/99999999999999999999")]
    [InlineData("/ws/nothing")]
    public async Task An_unknown_address_is_not_found(string path)
    {
        var answer = await client.GetAsync(path);

        Assert.Equal(404, answer.Status);
        Envelope.Assert(answer, "NOT_FOUND");
    }

    [Theory]
    [InlineData("/.env")]
    [InlineData("/.git/config")]
    [InlineData("/appsettings.json")]
    [InlineData("/data/grains.db")]
    [InlineData("/api/nothing")]
    [InlineData("/..%2f..%2fetc/passwd")]
    public async Task What_belongs_to_no_document_is_not_found_in_the_shared_shape(string path)
    {
        var answer = await client.GetAsync(path);

        Assert.Equal(404, answer.Status);
        Assert.Equal("RESOURCE_NOT_FOUND", answer.ErrorCode);
        Assert.NotEqual("", answer.Json.GetProperty("detail").GetString());
        Assert.Equal(answer.Header("X-Request-Id"), answer.Json.GetProperty("request_id").GetString());
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/users/profile")]
    [InlineData("GET", "/api/v1/auth/login")]
    [InlineData("PATCH", "/api/v1/auth/login")]
    [InlineData("TRACE", "/api/v1/users/profile")]
    [InlineData("NONSENSE", "/api/v1/users/profile")]
    public async Task Another_method_is_not_allowed(string method, string path)
    {
        var answer = await client.SendRawAsync(new HttpMethod(method), path, null, null);

        Assert.Equal(405, answer.Status);
        Envelope.Assert(answer, "METHOD_NOT_ALLOWED");
        Assert.NotNull(answer.Header("Allow"));
    }

    [Fact]
    public async Task Options_says_what_is_allowed_and_nothing_of_other_origins()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/users/profile");
        request.Headers.Add("Origin", "https://elsewhere.example");
        request.Headers.Add("Access-Control-Request-Method", "PUT");

        var answer = await client.SendAsync(request);

        Assert.Equal(204, answer.Status);
        Assert.Null(answer.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task An_origin_that_the_settings_name_may_call()
    {
        var settings = new Dictionary<string, string?> { ["Cors:Origins:0"] = "https://app.example" };
        await using var host = await ProductHost.StartAsync(new ProductSetup { Settings = settings });

        Assert.Equal("https://app.example", await AllowedAsync(host, "https://app.example"));
        Assert.Null(await AllowedAsync(host, "https://elsewhere.example"));
    }

    [Fact]
    public async Task Head_answers_as_get_without_a_body()
    {
        var user = await client.NewUserAsync();

        var answer = await client.SendRawAsync(HttpMethod.Head, "/api/v1/users/profile", null, null, user.AccessToken);

        Assert.Equal(200, answer.Status);
        Assert.Equal("", answer.Text);
        Assert.Equal(401, (await client.SendRawAsync(HttpMethod.Head, "/api/v1/users/profile", null, null)).Status);
    }

    [Fact]
    public async Task Storage_that_is_down_is_unavailable_and_no_detail_of_it_is_told()
    {
        await using var host = await ProductHost.StartAsync(new ProductSetup
        {
            Replace = services => services.AddSingleton<ILedger>(new FailingLedger(new StorageUnavailableException("/secret/path is full"))),
        });
        var user = await host.Client.NewUserAsync();

        var answer = await host.Client.GetAsync("/api/v1/users/wallet", user.AccessToken);

        Assert.Equal(503, answer.Status);
        Envelope.Assert(answer, "SERVICE_UNAVAILABLE");
        Assert.Equal("2", answer.Header("Retry-After"));
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_is_logged_under_the_request_id_and_no_detail_of_it_is_told()
    {
        await using var host = await ProductHost.StartAsync(new ProductSetup
        {
            Replace = services => services.AddSingleton<ILedger>(new FailingLedger(new InvalidOperationException("a secret of the code"))),
        });
        var user = await host.Client.NewUserAsync();

        var answer = await host.Client.GetAsync("/api/v1/users/wallet", user.AccessToken);

        Assert.Equal(500, answer.Status);
        Envelope.Assert(answer, "INTERNAL_SERVER_ERROR");
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        Assert.Contains(host.Log.Lines, line => line.Contains("a secret of the code", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neither_tokens_nor_passwords_nor_addresses_are_logged()
    {
        await using var host = await ProductHost.StartAsync();
        var user = await host.Client.NewUserAsync();
        await host.Client.GetAsync("/api/v1/users/profile", user.AccessToken);
        await host.Client.PostAsync("/api/v1/auth/login", new { email = user.Email, password = "wrong-but-secret" });

        Assert.DoesNotContain(host.Log.Lines, line =>
            line.Contains(user.AccessToken, StringComparison.Ordinal)
            || line.Contains(user.RefreshToken, StringComparison.Ordinal)
            || line.Contains(user.Email, StringComparison.OrdinalIgnoreCase)
            || line.Contains(ProductClient.Password, StringComparison.Ordinal)
            || line.Contains("wrong-but-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Development_on_a_public_address_does_not_start()
    {
        var setup = new ProductSetup { Environment = "Development", Urls = "http://0.0.0.0:0" };

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ProductHost.StartAsync(setup));

        Assert.Contains("Development", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<string?> AllowedAsync(ProductHost host, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/users/profile");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "PUT");
        return (await host.Client.SendAsync(request)).Header("Access-Control-Allow-Origin");
    }

    [Fact]
    public async Task What_passes_is_logged_without_a_stack()
    {
        await using var host = await ProductHost.StartAsync(new ProductSetup
        {
            Replace = services => services.AddSingleton<ILedger>(new FailingLedger(new StorageUnavailableException("full"))),
        });
        var user = await host.Client.NewUserAsync();

        await host.Client.GetAsync("/api/v1/users/wallet", user.AccessToken);

        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("ErrorShaping", StringComparison.Ordinal) && line.Contains("   at ", StringComparison.Ordinal));
    }
}
