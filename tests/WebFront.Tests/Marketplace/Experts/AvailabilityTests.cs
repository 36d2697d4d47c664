using System.Text.Json;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Experts;

public sealed class AvailabilityTests
{
    [Fact]
    public async Task Lists_and_profiles_say_whether_an_expert_is_open_and_when_it_opens_next()
    {
        // Friday, eleven in Vienna.
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 1, 2, 10, 0, 0, TimeSpan.Zero));
        await using var host = await ProductHost.StartAsync(new ProductSetup { Clock = clock });
        var story = new ExpertStory(host.Client);
        var owner = await host.Client.NewUserAsync("creator");
        var always = await story.PublishAsync(owner, "Always");
        var office = await story.PublishAsync(owner, "Office");
        var night = await story.PublishAsync(owner, "Night");
        await SetAsync(host, owner, office, """{"timezone":"Europe/Vienna","schedule":{"monday":["09:00","17:00"],"friday":["09:00","17:00"]}}""");
        await SetAsync(host, owner, night, """{"timezone":"Europe/Vienna","schedule":{"friday":["22:00","02:00"]}}""");

        var listed = (await story.GetAsync(owner, "")).Json.GetProperty("experts").EnumerateArray().ToDictionary(expert => expert.GetProperty("id").GetGuid());
        var profile = await story.ProfileAsync(owner, office);

        Assert.Equal((true, null), Opening(listed[always]));
        Assert.Equal((true, "2026-01-05T08:00:00Z"), Opening(listed[office]));
        Assert.Equal((false, "2026-01-02T21:00:00Z"), Opening(listed[night]));
        Assert.Equal((true, "2026-01-05T08:00:00Z"), Opening(profile));
        Assert.Equal(
            """{"timezone":"Europe/Vienna","schedule":{"monday":["09:00","17:00"],"friday":["09:00","17:00"]}}""", profile.GetProperty("availability").GetRawText());
        Assert.Equal(JsonValueKind.Null, (await story.ProfileAsync(owner, always)).GetProperty("availability").ValueKind);
    }

    private static (bool, string?) Opening(JsonElement expert) =>
        (expert.GetProperty("is_available").GetBoolean(), expert.GetProperty("next_availability").GetString());

    private static async Task SetAsync(ProductHost host, SignedInUser owner, Guid clone, string availability)
    {
        var answer = await host.Client.PutAsync($"/api/v1/clones/{clone}", new { availability = JsonDocument.Parse(availability).RootElement }, owner.AccessToken);
        Assert.True(answer.IsSuccess, answer.ToString());
    }
}
