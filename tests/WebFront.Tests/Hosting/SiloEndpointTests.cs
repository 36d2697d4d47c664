namespace WebFront.Tests.Hosting;

public sealed class SiloEndpointTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    [Fact]
    public async Task An_operator_on_this_machine_sees_the_active_grain_types()
    {
        await product.Client.NewUserAsync();

        var answer = await product.Client.GetAsync("/health/silo");

        Assert.Equal(200, answer.Status);
        Assert.All(answer.Json.GetProperty("types").EnumerateArray(), type =>
        {
            Assert.NotEqual("", type.GetProperty("type").GetString());
            Assert.True(type.GetProperty("activations").GetInt32() > 0);
        });
        Assert.Contains(
            answer.Json.GetProperty("types").EnumerateArray(),
            type => type.GetProperty("type").GetString()!.Contains("account", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    [InlineData("Host", "grains.example")]
    public async Task Whoever_comes_through_a_proxy_or_by_another_name_sees_nothing(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/health/silo", UriKind.Relative));
        request.Headers.TryAddWithoutValidation(header, value);

        var answer = await product.Client.SendAsync(request);

        Assert.Equal(404, answer.Status);
        Assert.DoesNotContain("types", answer.Text, StringComparison.Ordinal);
    }
}
