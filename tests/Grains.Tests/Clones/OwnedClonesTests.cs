using Grains.Accounts;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Tests.Clones;

public sealed class OwnedClonesTests
{
    [Fact]
    public async Task Clones_of_a_creator_who_is_gone_are_gone_with_what_they_knew()
    {
        await using var host = await ProductHost.StartAsync();
        var user = await host.Client.NewUserAsync("creator");
        var ids = new List<Guid>();
        for (var number = 0; number < 3; number++)
        {
            var made = await host.Client.PostAsync("/api/v1/clones", new { name = $"Clone {number}", base_price = 1 }, user.AccessToken);
            ids.Add(made.Json.GetProperty("clone_id").GetGuid());
        }

        await host.Client.PostAsync($"/api/v1/clones/{ids[0]}/knowledge/text", new { title = "Notes", content = "The anchor is in the locker." }, user.AccessToken);
        var clones = host.Services.GetServices<IPersonalData>().Single(kept => kept.Kind == "clones");

        var first = await clones.EraseAsync(user.Id, default);
        var second = await clones.EraseAsync(user.Id, default);

        Assert.Equal((new Erasure(3, 0), new Erasure(0, 0)), (first, second));
        foreach (var id in ids) Assert.Equal(404, (await host.Client.GetAsync($"/api/v1/clones/{id}", user.AccessToken)).Status);
        Assert.Equal(404, (await host.Client.GetAsync($"/api/v1/clones/{ids[0]}/documents", user.AccessToken)).Status);
    }
}
