using Grains.Knowledge.Web;

namespace Grains.Tests.Knowledge.Web;

public sealed class RobotsRulesTests
{
    [Theory]
    [InlineData("User-agent: *\nDisallow: /private", "/private/a", false)]
    [InlineData("User-agent: *\nDisallow: /private", "/public", true)]
    [InlineData("User-agent: *\nDisallow:", "/anything", true)]
    [InlineData("User-agent: *\nDisallow: /", "/", false)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /a", "/a/b", true)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a", "/a", true)]
    [InlineData("User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/book.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/book.pdf?page=1", true)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/a-1-b-2-c-3", false)]
    [InlineData("User-agent: *\nDisallow: /q?x=1", "/q?x=1&y=2", false)]
    [InlineData("User-agent: *\nDisallow: /%7ejoe", "/~joe/", false)]
    [InlineData("User-agent: *\nDisallow: /für", "/f%C3%BCr/alle", false)]
    [InlineData("User-agent: *\nDisallow: /A", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    [InlineData("User-agent: GrainsBot\nDisallow: /\n\nUser-agent: *\nAllow: /", "/", false)]
    [InlineData("User-agent: grainsbot/2.0\nAllow: /\n\nUser-agent: *\nDisallow: /", "/", true)]
    [InlineData("User-agent: OtherBot\nDisallow: /", "/", true)]
    [InlineData("User-agent: GrainsBotNet\nDisallow: /", "/", true)]
    [InlineData("User-agent: OtherBot\nUser-agent: GrainsBot\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: GrainsBot\nDisallow: /a\nUser-agent: X\nDisallow: /b\nUser-agent: GrainsBot\nDisallow: /c", "/c", false)]
    [InlineData("User-agent: GrainsBot\nDisallow: /a\nUser-agent: X\nDisallow: /b\nUser-agent: GrainsBot\nDisallow: /c", "/b", true)]
    [InlineData("Disallow: /\nUser-agent: *\nDisallow: /a", "/b", true)]
    [InlineData("User-agent: * # all\r\nDisallow: /a # not this", "/a", false)]
    [InlineData("Sitemap: https://x.example/s.xml\nnonsense\n: :\nUser-agent: *\nDisallow: /a", "/a", false)]
    [InlineData("", "/", true)]
    public void Rules_are_read_as_the_standard_says(string text, string path, bool allowed)
    {
        var rules = RobotsRules.Parse(text, "GrainsBot");

        Assert.Equal(allowed, rules.Allows(new Uri("https://shop.example" + path)));
    }

    [Fact]
    public void A_delay_is_heard()
    {
        Assert.Equal(TimeSpan.FromSeconds(2.5), RobotsRules.Parse("User-agent: *\nCrawl-delay: 2.5", "GrainsBot").Delay);
        Assert.Null(RobotsRules.Parse("User-agent: Other\nCrawl-delay: 2", "GrainsBot").Delay);
    }

    [Fact]
    public void A_pattern_made_to_be_slow_is_not()
    {
        var rules = RobotsRules.Parse($"User-agent: *\nDisallow: /{string.Concat(Enumerable.Repeat("*a", 200))}b", "GrainsBot");

        Assert.True(rules.Allows(new Uri($"https://shop.example/{new string('a', 2_000)}")));
    }
}
