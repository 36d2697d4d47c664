using Grains.Clones;
using Grains.Seed;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Tests.Seed;

public sealed class DemoSeedTests
{
    [Fact]
    public async Task The_first_start_makes_a_demo_and_later_ones_keep_it()
    {
        var data = Directory.CreateTempSubdirectory("grains-test-").FullName;
        DemoView? made;
        await using (var first = await ProductHost.StartAsync(On(), data))
            made = await ReadyAsync(first);

        await using var second = await ProductHost.StartAsync(On(), data);
        var kept = await ReadyAsync(second);

        Assert.Equal(made, kept);
        var user = await second.Client.LogInAsync(kept!.UserEmail, kept.Password);
        var expert = await second.Client.GetAsync($"/api/v1/experts/{kept.CloneId}", user.AccessToken);
        Assert.Equal(kept.CloneName, expert.Json.GetProperty("name").GetString());
        var creator = await second.Client.LogInAsync(kept.CreatorEmail, kept.Password);
        var documents = await second.Client.GetAsync($"/api/v1/clones/{kept.CloneId}/documents", creator.AccessToken);
        Assert.Equal(1, documents.Json.GetProperty("total_documents").GetInt32());
    }

    [Fact]
    public async Task A_demo_that_was_deleted_stays_deleted()
    {
        var data = Directory.CreateTempSubdirectory("grains-test-").FullName;
        await using (var first = await ProductHost.StartAsync(On(), data))
        {
            var demo = await ReadyAsync(first);
            var creator = await first.Client.LogInAsync(demo!.CreatorEmail, demo.Password);
            await first.Grains.Clone(demo.CloneId).DeleteAsync(new DeleteClone(creator.Id), default);
        }

        await using var second = await ProductHost.StartAsync(On(), data);
        var again = await ReadyAsync(second);

        var user = await second.Client.LogInAsync(again!.UserEmail, again.Password);
        Assert.Equal(404, (await second.Client.GetAsync($"/api/v1/experts/{again.CloneId}", user.AccessToken)).Status);
    }

    [Fact]
    public async Task It_can_be_switched_off()
    {
        await using var host = await ProductHost.StartAsync(new ProductSetup { Settings = new Dictionary<string, string?> { ["Seed:Demo"] = "false" } });

        Assert.Null(await ReadyAsync(host));
    }

    private static ProductSetup On() => new() { Settings = new Dictionary<string, string?> { ["Seed:Demo"] = "true" } };

    private static Task<DemoView?> ReadyAsync(ProductHost host) => host.Services.GetRequiredService<IDemoContent>().WhenReadyAsync(default);
}
