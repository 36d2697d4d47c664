using Grains.Testing;
using WebFront.Tests.Marketplace.Clones;

namespace WebFront.Tests.Marketplace.Experts;

public sealed class ExpertTests(MarketFixture market) : IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Only_published_clones_are_experts()
    {
        var clone = await market.NewCloneAsync();
        var visitor = await market.Client.NewUserAsync();

        var draft = await market.Client.GetAsync($"/api/v1/experts/{clone.Id}", visitor.AccessToken);
        await clone.PostAsync("/publish");
        var published = await market.Client.GetAsync($"/api/v1/experts/{clone.Id}", visitor.AccessToken);
        await clone.PostAsync("/unpublish");
        var unpublished = await market.Client.GetAsync($"/api/v1/experts/{clone.Id}", visitor.AccessToken);

        Assert.Equal(404, draft.Status);
        Assert.Equal(200, published.Status);
        Assert.Equal(404, unpublished.Status);
    }

    [Fact]
    public async Task The_detail_has_the_documented_members()
    {
        var clone = await market.NewCloneAsync();
        await clone.PostAsync("/publish");

        var expert = (await market.Client.GetAsync($"/api/v1/experts/{clone.Id}", clone.Owner.AccessToken)).Json;

        foreach (var member in new[]
        {
            "id", "name", "description", "long_description", "category", "expertise_areas", "avatar_url", "base_price", "rating",
            "total_sessions", "credentials", "languages", "availability", "reviews", "similar_experts",
        })
            Assert.True(expert.TryGetProperty(member, out _), member);
        Assert.Equal(75.00m, expert.GetProperty("base_price").GetDecimal());
        Assert.Empty(expert.GetProperty("reviews").EnumerateArray());
    }

    [Fact]
    public async Task The_list_filters_sorts_and_pages()
    {
        var word = $"w{Guid.NewGuid():N}";
        var owner = await market.Client.NewUserAsync("creator");
        foreach (var price in new[] { 30, 10, 20 })
            await PublishAsync(owner, $"Expert {price}", price, word, "Legal");
        await PublishAsync(owner, "Expert elsewhere", 15, word, "Finance");

        var sorted = await ListAsync(owner, $"search={word}&category=legal&sort=price");
        var priced = await ListAsync(owner, $"search={word}&price_min=15&price_max=20");
        var second = await ListAsync(owner, $"search={word}&sort=price&page=2&limit=3");
        var rated = await ListAsync(owner, $"search={word}&rating_min=4");

        Assert.Equal(["Expert 10", "Expert 20", "Expert 30"], Names(sorted));
        Assert.Equal(["Expert 20", "Expert elsewhere"], Names(priced).Order());
        Assert.Equal(["Expert 30"], Names(second));
        Assert.Equal((2, 3, 4, 2), (Page(second, "page"), Page(second, "limit"), Page(second, "total"), Page(second, "pages")));
        Assert.Empty(Names(rated));
    }

    [Fact]
    public async Task A_list_row_has_the_documented_members()
    {
        var word = $"w{Guid.NewGuid():N}";
        var owner = await market.Client.NewUserAsync("creator");
        await PublishAsync(owner, "Expert", 25, word, "Legal");

        var row = Assert.Single((await ListAsync(owner, $"search={word}")).Json.GetProperty("experts").EnumerateArray());

        foreach (var member in new[]
        {
            "id", "name", "description", "category", "expertise_areas", "avatar_url", "base_price", "rating", "total_sessions", "is_available", "next_availability",
        })
            Assert.True(row.TryGetProperty(member, out _), member);
    }

    [Fact]
    public async Task Categories_count_what_is_published_now()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var category = $"Made up {Guid.NewGuid():N}";
        await PublishAsync(owner, "One", 1, "x", category);
        await PublishAsync(owner, "Two", 1, "x", category);

        var answer = await market.Client.GetAsync("/api/v1/experts/categories", owner.AccessToken);

        var found = answer.Json.GetProperty("categories").EnumerateArray().Single(one => one.GetProperty("name").GetString() == category);
        Assert.Equal(2, found.GetProperty("expert_count").GetInt32());
        var known = answer.Json.GetProperty("categories").EnumerateArray().Single(one => one.GetProperty("id").GetString() == "life-coaching");
        Assert.Equal("heart", known.GetProperty("icon").GetString());
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=x", "page")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1.5", "limit")]
    [InlineData("price_min=-1", "price_min")]
    [InlineData("price_max=NaN", "price_max")]
    [InlineData("rating_min=9", "rating_min")]
    [InlineData("sort=name", "sort")]
    public async Task A_wrong_filter_is_named(string query, string field)
    {
        var user = await market.Client.NewUserAsync();

        var answer = await ListAsync(user, query);

        Assert.Equal(400, answer.Status);
        Assert.Equal(field, answer.ErrorField);
    }

    [Theory]
    [InlineData("search=\"")]
    [InlineData("search=a* OR b)")]
    [InlineData("search=%27%3B DROP TABLE clone_listing;--")]
    [InlineData("search=NEAR(")]
    public async Task A_search_is_words_and_never_syntax(string query)
    {
        var user = await market.Client.NewUserAsync();

        var answer = await ListAsync(user, query);

        Assert.Equal(200, answer.Status);
    }

    private static IEnumerable<string?> Names(Answer answer) =>
        answer.Json.GetProperty("experts").EnumerateArray().Select(expert => expert.GetProperty("name").GetString());

    private static int Page(Answer answer, string member) => answer.Json.GetProperty("pagination").GetProperty(member).GetInt32();

    private Task<Answer> ListAsync(SignedInUser user, string query) => market.Client.GetAsync($"/api/v1/experts?{query}", user.AccessToken);

    private async Task PublishAsync(SignedInUser owner, string name, decimal price, string word, string category)
    {
        var made = await market.Client.PostAsync("/api/v1/clones", new { name, category, base_price = price, description = word, expertise_areas = new[] { "Wills" } }, owner.AccessToken);
        await market.Client.PostAsync($"/api/v1/clones/{made.Json.GetProperty("clone_id")}/publish", null, owner.AccessToken);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=many")]
    public async Task A_wrong_limit_is_told_the_real_bound(string query)
    {
        var owner = await market.NewCloneAsync();

        var answer = await market.Client.GetAsync($"/api/v1/experts?{query}", owner.Owner.AccessToken);

        Assert.Equal(400, answer.Status);
        Assert.Equal("A whole number from 1 to 100 is required; a larger one counts as 100.", answer.Error.GetProperty("details").GetProperty("issue").GetString());
    }
}
