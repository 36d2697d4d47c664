using Grains.Testing;

namespace WebFront.Tests.Hosting;

public sealed class DemoEndpointTests
{
    [Fact]
    public async Task The_demo_login_works_and_is_told_to_this_machine_alone()
    {
        await using var host = await ProductHost.StartAsync(new ProductSetup { Settings = new Dictionary<string, string?> { ["Seed:Demo"] = "true" } });
        using var forwarded = new HttpRequestMessage(HttpMethod.Get, new Uri("/demo.json", UriKind.Relative)) { Headers = { { "X-Forwarded-For", "203.0.113.7" } } };
        using var renamed = new HttpRequestMessage(HttpMethod.Get, new Uri("/demo.json", UriKind.Relative)) { Headers = { Host = "demo.example" } };

        var here = await host.Client.GetAsync("/demo.json");
        var proxied = await host.Client.SendAsync(forwarded);
        var elsewhere = await host.Client.SendAsync(renamed);

        var user = await host.Client.LogInAsync(here.Json.GetProperty("email").GetString()!, here.Json.GetProperty("password").GetString()!);
        var expert = await host.Client.GetAsync($"/api/v1/experts/{here.Json.GetProperty("clone_id").GetString()}", user.AccessToken);
        Assert.Equal(200, expert.Status);
        Assert.Equal(404, proxied.Status);
        Assert.Equal(404, elsewhere.Status);
    }

    [Fact]
    public async Task Without_a_demo_there_is_no_login_to_tell()
    {
        await using var host = await ProductHost.StartAsync(new ProductSetup { Settings = new Dictionary<string, string?> { ["Seed:Demo"] = "false" } });

        Assert.Equal(404, (await host.Client.GetAsync("/demo.json")).Status);
    }
}
