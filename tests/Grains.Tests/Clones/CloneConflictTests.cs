using Grains.Clones;
using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Tests.Clones;

public sealed class CloneConflictTests
{
    [Fact]
    public async Task A_change_on_top_of_another_writers_keeps_both()
    {
        await using var host = await ProductHost.StartAsync(new ProductSetup { Settings = new Dictionary<string, string?> { ["Seed:Demo"] = "false" } });
        var owner = Guid.NewGuid();
        var id = Guid.NewGuid();
        var profile = new CloneProfile { Name = "Clone", Pricing = new ClonePricing(PricingModel.PerMinute, 0, 0, 0) };
        await host.Grains.Clone(id).CreateAsync(new CreateClone(owner, profile), default);

        // What another silo's activation would have written.
        var log = new CloneLog(host.Services.GetRequiredService<IEventLog>());
        var stored = await log.ReadAsync(id, default);
        await log.SaveAsync(stored, stored.State! with { Bio = "From elsewhere" }, DateTimeOffset.UnixEpoch, unfinished: false, default);
        var updated = await host.Grains.Clone(id).UpdateAsync(new UpdateClone(owner, new CloneProfile { Description = "From here" }), default);

        Assert.Null(updated.Refusal);
        Assert.Equal("From elsewhere", updated.Value!.Bio);
        Assert.Equal("From here", updated.Value.Description);
        Assert.Equal(3, updated.Value.Version);
    }
}
