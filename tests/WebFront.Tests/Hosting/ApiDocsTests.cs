using Grains.Testing;

namespace WebFront.Tests.Hosting;

public sealed class ApiDocsTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    private readonly ProductClient client = product.Client;

    [Theory]
    [InlineData("/docs/index.html", "/docs/swagger-ui-bundle.js")]
    [InlineData("/redoc/index.html", "/redoc/redoc.standalone.js")]
    public async Task The_pages_and_what_they_load_come_from_the_product(string page, string script)
    {
        var answer = await client.GetAsync(page);

        Assert.Equal(200, answer.Status);
        Assert.DoesNotContain("://", answer.Text, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'self'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(200, (await client.GetAsync(script)).Status);
    }

    [Theory]
    [InlineData("/docs")]
    [InlineData("/redoc")]
    public async Task The_short_addresses_lead_to_the_pages(string path) =>
        Assert.Contains((await client.GetAsync(path)).Status, new[] { 200, 301, 302 });

    [Fact]
    public async Task The_document_has_the_documented_paths_and_says_which_need_a_token()
    {
        var document = (await client.GetAsync("/openapi/marketplace.json")).Json;

        var paths = document.GetProperty("paths");
        Assert.Equal(1, paths.GetProperty("/api/v1/users/profile").GetProperty("get").GetProperty("security").GetArrayLength());
        Assert.Equal(0, paths.GetProperty("/api/v1/auth/login").GetProperty("post").GetProperty("security").GetArrayLength());
        Assert.True(document.GetProperty("components").GetProperty("schemas").GetProperty("SignUpRequest")
            .GetProperty("properties").TryGetProperty("full_name", out _));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_answers_to_anybody(string path) =>
        Assert.Equal("""{"status":"healthy"}""", (await client.GetAsync(path)).Text);

    [Theory]
    [InlineData("/openapi/x.json")]
    [InlineData("/openapi/..%2fmarketplace.json")]
    public async Task A_document_that_there_is_not_is_answered_like_any_other_address(string path)
    {
        var answer = await client.GetAsync(path);

        Assert.Equal(404, answer.Status);
        Assert.Equal("RESOURCE_NOT_FOUND", answer.ErrorCode);
    }

    [Theory]
    [InlineData("POST", "/health/live")]
    [InlineData("DELETE", "/health/ready")]
    public async Task Health_is_asked_for_and_nothing_else(string method, string path)
    {
        var answer = await client.SendRawAsync(new HttpMethod(method), path, null, null);

        Assert.Equal(405, answer.Status);
        Assert.Equal("GET", answer.Header("Allow"));
        Assert.Equal(200, (await client.SendRawAsync(HttpMethod.Head, path, null, null)).Status);
    }
}
