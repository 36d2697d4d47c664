using Grains.Testing;

namespace WebFront.Tests.Marketplace.Clones;

public sealed class CloneTests(MarketFixture market) : IClassFixture<MarketFixture>
{
    private const string Documented = """
        {
          "name": "Dr. John Expert",
          "description": "Business strategy consultant",
          "category": "Business & Strategy",
          "expertise_areas": ["Strategic Planning", "Market Analysis"],
          "base_price": 75.00,
          "bio": "Detailed biography...",
          "credentials": [{"title": "MBA", "institution": "Harvard Business School", "year": 2010}],
          "languages": ["English"]
        }
        """;

    private readonly ProductClient client = market.Client;

    [Fact]
    public async Task The_documented_example_works()
    {
        var owner = await client.NewUserAsync("creator");

        var made = await client.PostTextAsync("/api/v1/clones", Documented, token: owner.AccessToken);

        Assert.Equal(200, made.Status);
        Assert.Equal(["clone_id", "status", "setup_steps"], made.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("draft", made.Json.GetProperty("status").GetString());
        var steps = made.Json.GetProperty("setup_steps").EnumerateArray().ToList();
        Assert.Equal(
            ["upload_documents", "configure_personality", "complete_profile", "set_availability", "publish"],
            steps.Select(step => step.GetProperty("step").GetString()));
        Assert.Equal("Upload your knowledge base documents", steps[0].GetProperty("description").GetString());
        Assert.Equal(["complete_profile"], steps.Where(step => step.GetProperty("completed").GetBoolean()).Select(step => step.GetProperty("step").GetString()));
        var clone = (await client.GetAsync($"/api/v1/clones/{made.Json.GetProperty("clone_id")}", owner.AccessToken)).Json;
        Assert.Equal("Dr. John Expert", clone.GetProperty("name").GetString());
        Assert.Equal(75.00m, clone.GetProperty("base_price").GetDecimal());
        Assert.Equal("MBA", clone.GetProperty("credentials")[0].GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("""{"category":"x","base_price":1}""", "name")]
    [InlineData("""{"name":"","base_price":1}""", "name")]
    [InlineData("""{"name":7,"base_price":1}""", "name")]
    [InlineData("""{"name":"x"}""", "base_price")]
    [InlineData("""{"name":"x","base_price":-1}""", "base_price")]
    [InlineData("""{"name":"x","base_price":"75"}""", "base_price")]
    [InlineData("""{"name":"x","base_price":1e999}""", "base_price")]
    [InlineData("""{"name":"x","base_price":1e28}""", "base_price")]
    [InlineData("""{"name":"x","base_price":1,"languages":"English"}""", "languages")]
    [InlineData("""{"name":"x","base_price":1,"languages":[null]}""", "languages")]
    [InlineData("""{"name":"x","base_price":1,"credentials":[{"institution":"y"}]}""", "credentials.title")]
    [InlineData("""{"name":"x","base_price":1,"credentials":[{"title":"y","year":99999}]}""", "credentials.year")]
    [InlineData("""{"name":"x","base_price":1,"avatar_url":"javascript:alert(1)"}""", "avatar_url")]
    [InlineData("""{"name":"x","base_price":1,"pricing":{"model":"per_year"}}""", "pricing.model")]
    [InlineData("""{"name":"a\u0000b","base_price":1}""", "name")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var owner = await client.NewUserAsync("creator");

        var answer = await client.PostTextAsync("/api/v1/clones", body, token: owner.AccessToken);

        Assert.Equal(400, answer.Status);
        Assert.Equal("VALIDATION_ERROR", answer.ErrorCode);
        Assert.Equal(field, answer.ErrorField);
    }

    [Fact]
    public async Task An_update_changes_only_what_it_names()
    {
        var clone = await market.NewCloneAsync();

        var updated = await clone.PutAsync("", new { description = "Now with a description", pricing = new { model = "per_message", price_per_message = 0.10 } });

        Assert.Equal(200, updated.Status);
        var now = (await clone.GetAsync()).Json;
        Assert.Equal("Dr. John Expert", now.GetProperty("name").GetString());
        Assert.Equal("Now with a description", now.GetProperty("description").GetString());
        Assert.Equal(75.00m, now.GetProperty("base_price").GetDecimal());
        Assert.Equal("per_message", now.GetProperty("pricing").GetProperty("model").GetString());
        Assert.Equal(0.10m, now.GetProperty("pricing").GetProperty("price_per_message").GetDecimal());
    }

    [Theory]
    [InlineData("""{"personality":"Warm and brief"}""")]
    [InlineData("""{"personality":{"style":"warm","traits":["brief","kind"]},"something_new":true}""")]
    public async Task A_personality_in_any_shape_completes_its_step(string body)
    {
        var clone = await market.NewCloneAsync();

        var updated = await client.SendRawAsync(HttpMethod.Put, clone.Path, System.Text.Encoding.UTF8.GetBytes(body), "application/json", clone.Owner.AccessToken);

        Assert.Equal(200, updated.Status);
        var steps = (await clone.GetAsync()).Json.GetProperty("setup_steps").EnumerateArray();
        Assert.True(steps.Single(step => step.GetProperty("step").GetString() == "configure_personality").GetProperty("completed").GetBoolean());
    }

    [Fact]
    public async Task Creating_twice_with_one_key_makes_one_clone()
    {
        var owner = await client.NewUserAsync("creator");

        var first = await CreateAsync(owner, Documented);
        var same = await CreateAsync(owner, Documented);
        var other = await CreateAsync(owner, """{"name":"Another","category":"C","base_price":1}""");

        Assert.Equal(first.Json.GetProperty("clone_id").GetString(), same.Json.GetProperty("clone_id").GetString());
        Assert.Equal(409, other.Status);
        var list = await client.GetAsync("/api/v1/clones", owner.AccessToken);
        Assert.Equal(1, list.Json.GetProperty("pagination").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task The_list_holds_only_the_callers_clones()
    {
        var mine = await market.NewCloneAsync("Mine");
        await market.NewCloneAsync("Somebody else's");

        var list = await client.GetAsync("/api/v1/clones", mine.Owner.AccessToken);

        var only = Assert.Single(list.Json.GetProperty("clones").EnumerateArray());
        Assert.Equal(mine.Id, only.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_deleted_clone_is_gone_with_everything_below_it()
    {
        var clone = await market.NewCloneAsync();
        await clone.PostAsync("/publish");
        await clone.TeachAsync("Notes", "The anchor is in the locker.");

        var deleted = await clone.DeleteAsync();

        Assert.Equal(204, deleted.Status);
        Assert.Equal(404, (await clone.GetAsync()).Status);
        Assert.Equal(404, (await clone.GetAsync("/documents")).Status);
        Assert.Equal(404, (await clone.PostAsync("/knowledge/search", new { query = "anchor" })).Status);
        Assert.Equal(404, (await client.GetAsync($"/api/v1/experts/{clone.Id}", clone.Owner.AccessToken)).Status);
        Assert.Equal(404, (await clone.DeleteAsync()).Status);
    }

    private async Task<Answer> CreateAsync(SignedInUser owner, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/clones", UriKind.Relative))
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", owner.AccessToken);
        request.Headers.Add("Idempotency-Key", "first-clone");
        return await client.SendAsync(request);
    }
}
