using WebFront.Tests.Marketplace.Clones;

namespace WebFront.Tests.Marketplace.Experts;

public sealed class SearchExpertsTests(MarketFixture market) : IClassFixture<MarketFixture>
{
    private readonly ExpertStory story = new(market.Client);

    [Fact]
    public async Task A_hit_in_the_name_comes_before_one_in_the_expertise_and_that_before_one_in_the_biography()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var word = NewWord();
        await story.PublishAsync(owner, "Third", bio: $"Once met a {word} in the woods");
        await story.PublishAsync(owner, "Second", areas: [$"{word} care", "Other things"]);
        await story.PublishAsync(owner, $"First {word}");
        await story.PublishAsync(owner, "Elsewhere");

        Assert.Equal([$"First {word}", "Second", "Third"], await story.NamesAsync(owner, $"/search?q={word}"));
    }

    [Fact]
    public async Task All_words_must_be_there_each_as_a_beginning_whatever_the_case_and_accents()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var word = NewWord();
        await story.PublishAsync(owner, "Both", description: $"Élégant {word}s");
        await story.PublishAsync(owner, "One", description: $"Plain {word}s");

        Assert.Equal(["Both"], await story.NamesAsync(owner, $"/search?q={word.ToUpperInvariant()}%20elegan"));
    }

    [Fact]
    public async Task Hits_are_highlighted_and_everything_else_is_escaped()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var word = NewWord();
        var far = string.Join(' ', Enumerable.Repeat("filling", 60));
        await story.PublishAsync(owner, $"{word} & <b>Sons</b>", bio: $"{far} and then {word} {far}", areas: ["Wills"]);

        var found = (await story.GetAsync(owner, $"/search?q={word}")).Json.GetProperty("experts")[0];

        var highlights = found.GetProperty("highlights");
        Assert.Equal($"<em>{word}</em> &amp; &lt;b&gt;Sons&lt;/b&gt;", highlights.GetProperty("name")[0].GetString());
        var snippet = highlights.GetProperty("long_description")[0].GetString()!;
        Assert.Contains($"then <em>{word}</em> filling", snippet, StringComparison.Ordinal);
        Assert.InRange(snippet.Length, 100, 300);
        Assert.False(highlights.TryGetProperty("expertise_areas", out _));
        Assert.True(found.TryGetProperty("next_availability", out _));
    }

    [Theory]
    [InlineData("10-50", "10|20|50")]
    [InlineData("20-", "20|50|60")]
    [InlineData("-20", "10|20")]
    [InlineData("20", "20")]
    [InlineData("10.5-19.99", "")]
    public async Task A_range_of_prices_has_both_its_ends(string range, string expected)
    {
        var owner = await market.Client.NewUserAsync("creator");
        var word = NewWord();
        foreach (var price in new[] { 10, 20, 50, 60 })
            await story.PublishAsync(owner, $"{price}", price: price, description: word);

        var names = await story.NamesAsync(owner, $"/search?q={word}&price_range={range}&sort=price");

        Assert.Equal(expected, string.Join('|', names));
    }

    [Fact]
    public async Task A_search_is_filtered_by_category_and_paged()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var word = NewWord();
        foreach (var number in Enumerable.Range(1, 3)) await story.PublishAsync(owner, $"Lawyer {number}", "Legal", number, word);
        await story.PublishAsync(owner, "Banker", "Finance", 0, word);

        var page = await story.GetAsync(owner, $"/search?q={word}&category=legal&sort=price&limit=2&page=2");

        Assert.Equal("Lawyer 3", Assert.Single(page.Json.GetProperty("experts").EnumerateArray()).GetProperty("name").GetString());
        var pagination = page.Json.GetProperty("pagination");
        Assert.Equal((2, 2, 3, 2), (Number("page"), Number("limit"), Number("total"), Number("pages")));

        int Number(string member) => pagination.GetProperty(member).GetInt32();
    }

    [Theory]
    [InlineData("", "q")]
    [InlineData("?q=", "q")]
    [InlineData("?q=x&price_range=cheap", "price_range")]
    [InlineData("?q=x&price_range=-", "price_range")]
    [InlineData("?q=x&price_range=50-10", "price_range")]
    [InlineData("?q=x&price_range=1-2-3", "price_range")]
    [InlineData("?q=x&price_range=0-9999999", "price_range")]
    [InlineData("?q=x&order=up", "order")]
    [InlineData("?q=x&page=0", "page")]
    public async Task A_wrong_value_is_named(string query, string field)
    {
        var user = await market.Client.NewUserAsync();

        var answer = await story.GetAsync(user, $"/search{query}");

        Assert.Equal((400, field), (answer.Status, answer.ErrorField));
    }

    [Fact]
    public async Task What_is_no_longer_published_or_was_renamed_is_not_found()
    {
        var owner = await market.Client.NewUserAsync("creator");
        var (word, other) = (NewWord(), NewWord());
        var gone = await story.PublishAsync(owner, $"Gone {word}");
        var renamed = await story.PublishAsync(owner, $"Renamed {word}");

        await market.Client.PostAsync($"/api/v1/clones/{gone}/unpublish", null, owner.AccessToken);
        await market.Client.PutAsync($"/api/v1/clones/{renamed}", new { name = $"Renamed {other}" }, owner.AccessToken);

        Assert.Empty(await story.NamesAsync(owner, $"/search?q={word}"));
        Assert.Equal([$"Renamed {other}"], await story.NamesAsync(owner, $"/search?q={other}"));
    }

    /// <summary>Letters only, so that it is one word.</summary>
    private static string NewWord() => string.Concat(Guid.NewGuid().ToString("N").Select(digit => (char)('a' + Convert.ToInt32($"{digit}", 16))));
}
