using Grains.Knowledge.Web;

namespace Grains.Tests.Knowledge.Web;

public sealed class CanonicalUrlTests
{
    [Theory]
    [InlineData("https://Shop.Example/a#part", "https://shop.example/a")]
    [InlineData("https://shop.example:443", "https://shop.example/")]
    [InlineData("https://shop.example/a?utm_source=x&id=1&gclid=2", "https://shop.example/a?id=1")]
    [InlineData("https://shop.example/a?utm_source=x", "https://shop.example/a")]
    [InlineData("https://shop.example/a/../b?q=%C3%BC", "https://shop.example/b?q=%C3%BC")]
    public void Addresses_of_the_same_page_become_one(string url, string canonical) =>
        Assert.Equal(canonical, CanonicalUrl.Of(new Uri(url)).AbsoluteUri);

    [Theory]
    [InlineData("https://shop.example/a", "http://shop.example/b", true)]
    [InlineData("https://shop.example/a", "https://SHOP.example:443/", true)]
    [InlineData("https://shop.example/", "https://www.shop.example/", false)]
    [InlineData("https://shop.example/", "https://shop.example:8443/", false)]
    public void A_site_is_a_host(string left, string right, bool same) =>
        Assert.Equal(same, CanonicalUrl.IsSameSite(new Uri(left), new Uri(right)));
}
