using System.Text.Json;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Clones;

/// <summary>From a draft to a published clone.</summary>
public sealed class CloneSetupTests(MarketFixture market) : IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Steps_become_completed_as_they_are()
    {
        var clone = await market.NewCloneAsync();
        Assert.Empty(Completed(await clone.GetAsync()));

        await clone.TeachAsync("Notes", "The anchor is in the locker.");
        Assert.Equal(["upload_documents"], Completed(await clone.GetAsync()));

        var updated = await clone.PutAsync("", new { personality = "Calm", bio = "Twenty years at sea", languages = new[] { "English" } });
        Assert.Equal(["upload_documents", "configure_personality", "complete_profile"], Completed(updated));

        await clone.PutAsync("", new { availability = new { timezone = "Europe/Vienna", schedule = new { monday = new[] { "09:00", "17:00" } } } });
        var published = await clone.PostAsync("/publish");
        Assert.Equal(["upload_documents", "configure_personality", "complete_profile", "set_availability", "publish"], Completed(published));

        var unpublished = await clone.PostAsync("/unpublish");
        Assert.DoesNotContain("publish", Completed(unpublished));
    }

    [Fact]
    public async Task A_clone_without_a_description_is_not_published()
    {
        var clone = await MakeAsync(new { name = "Blank", base_price = 1, bio = "A life" });

        var refused = await clone.PostAsync("/publish");

        Assert.Equal((409, "CONFLICT", "clones.not_described"), (refused.Status, refused.ErrorCode, Reason(refused)));
        Assert.Equal("draft", (await clone.GetAsync()).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_clone_that_has_nothing_to_say_is_not_published_until_it_has_a_document()
    {
        var clone = await MakeAsync(new { name = "Blank", base_price = 1, description = "Says nothing" });

        var refused = await clone.PostAsync("/publish");
        await clone.TeachAsync("Notes", "The anchor is in the locker.");
        var published = await clone.PostAsync("/publish");

        Assert.Equal((409, "CONFLICT", "clones.nothing_to_say"), (refused.Status, refused.ErrorCode, Reason(refused)));
        Assert.Equal("published", published.Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_published_clone_keeps_a_description()
    {
        var clone = await market.NewCloneAsync();
        await clone.PostAsync("/publish");

        var refused = await clone.PutAsync("", new { description = " " });

        Assert.Equal((409, "clones.not_described"), (refused.Status, Reason(refused)));
    }

    [Fact]
    public async Task Hours_are_kept_as_they_were_given()
    {
        var clone = await market.NewCloneAsync();
        var given = JsonSerializer.SerializeToElement(new
        {
            timezone = "America/New_York",
            schedule = new { monday = new[] { "09:00", "12:00", "13:00", "17:30" }, friday = new[] { "22:00", "02:00" }, sunday = new[] { "00:00", "24:00" } },
        });

        await clone.PutAsync("", new { availability = given });
        await clone.PutAsync("", new { bio = "Something else" });

        Assert.Equal(given.GetRawText(), (await clone.GetAsync()).Json.GetProperty("availability").GetRawText());
    }

    [Theory]
    [InlineData("""{"timezone":"Mars/Olympus","schedule":{}}""", "availability.timezone")]
    [InlineData("""{"timezone":"../../etc/passwd","schedule":{}}""", "availability.timezone")]
    [InlineData("""{"timezone":"UTC","schedule":{"Moonday":["09:00","17:00"]}}""", "availability.schedule")]
    [InlineData("""{"timezone":"UTC","schedule":{"monday":["09:00"]}}""", "availability.schedule")]
    [InlineData("""{"timezone":"UTC","schedule":{"monday":["09:00","25:00"]}}""", "availability.schedule")]
    [InlineData("""{"timezone":"UTC","schedule":{"monday":["09:00","09:00"]}}""", "availability.schedule")]
    [InlineData("""{"timezone":"UTC","schedule":{"monday":["24:00","09:00"]}}""", "availability.schedule")]
    public async Task Wrong_hours_are_named(string availability, string field)
    {
        var clone = await market.NewCloneAsync();

        var answer = await clone.PutAsync("", new { availability = JsonDocument.Parse(availability).RootElement });

        Assert.Equal(400, answer.Status);
        Assert.Equal(field, answer.ErrorField);
    }

    [Fact]
    public async Task The_list_is_paged_and_filtered_by_status()
    {
        var first = await market.NewCloneAsync("First");
        var second = await market.Client.PostAsync("/api/v1/clones", new { name = "Second", base_price = 1 }, first.Owner.AccessToken);
        await first.PostAsync("/publish");

        var published = await ListAsync(first, "?status=published");
        var drafts = await ListAsync(first, "?status=draft");
        var page = await ListAsync(first, "?limit=1&page=2");
        var wrong = await ListAsync(first, "?status=gone");

        Assert.Equal(first.Id, Assert.Single(published.Json.GetProperty("clones").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal(second.Json.GetProperty("clone_id").GetGuid(), Assert.Single(drafts.Json.GetProperty("clones").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal("First", Assert.Single(page.Json.GetProperty("clones").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal((2, 2), (page.Json.GetProperty("pagination").GetProperty("total").GetInt32(), page.Json.GetProperty("pagination").GetProperty("pages").GetInt32()));
        Assert.Equal("status", wrong.ErrorField);
    }

    private static IEnumerable<string?> Completed(Answer answer)
    {
        Assert.Equal(200, answer.Status);
        return answer.Json.GetProperty("setup_steps").EnumerateArray()
            .Where(step => step.GetProperty("completed").GetBoolean())
            .Select(step => step.GetProperty("step").GetString())
            .ToList();
    }

    private static string? Reason(Answer answer) => answer.Error.GetProperty("details").GetProperty("reason").GetString();

    private Task<Answer> ListAsync(CreatorClone clone, string query) => market.Client.GetAsync($"/api/v1/clones{query}", clone.Owner.AccessToken);

    private async Task<CreatorClone> MakeAsync(object profile)
    {
        var owner = await market.Client.NewUserAsync("creator");
        var made = await market.Client.PostAsync("/api/v1/clones", profile, owner.AccessToken);
        Assert.Equal(200, made.Status);
        return new CreatorClone(market.Client, owner, made.Json.GetProperty("clone_id").GetGuid());
    }
}
