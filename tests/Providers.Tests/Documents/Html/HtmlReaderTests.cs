using System.Diagnostics;
using System.Text;
using Grains.Knowledge;
using Grains.Knowledge.Web;
using Grains.Providers.Documents.Html;

namespace Providers.Tests.Documents.Html;

public sealed class HtmlReaderTests
{
    private static readonly Uri Address = new("https://shop.example/guide/page");

    [Fact]
    public void Headings_are_sections_and_blocks_are_in_order()
    {
        var page = Read("""
            <html><head><title>Guide | Shop</title></head><body>
            <h1>Sailing</h1><p>Sails are   dried
            before they are folded.</p>
            <h2>Anchors</h2><ul><li>Spare one</li><li><p>Main one</p></li></ul>
            <table><tr><th>Knot</th><th>Use</th></tr><tr><td>Bowline</td><td>Loop</td></tr></table>
            <pre>line 1
              line 2</pre></body></html>
            """);

        Assert.Equal(
            [
                ("Sailing", "Sailing"), ("Sails are dried before they are folded.", "Sailing"), ("Anchors", "Anchors"), ("• Spare one", "Anchors"),
                ("• Main one", "Anchors"), ("Knot | Use", "Anchors"), ("Bowline | Loop", "Anchors"), ("line 1\n  line 2", "Anchors"),
            ],
            page.Blocks.Select(block => (block.Text, block.Section)));
        Assert.Equal("Guide | Shop", page.Title);
    }

    [Fact]
    public void Menus_scripts_and_hidden_parts_are_no_text()
    {
        var page = Read("""
            <body><header>Shop header</header><nav><a href="/x">Menu</a></nav><div role="navigation">More menu</div>
            <script>var a = "<p>script</p>";</script><style>p{}</style><noscript>Switch it on</noscript><template><p>Template</p></template>
            <p>Real text.</p><p hidden>Hidden</p><p style="display: none">Styled away</p><div aria-hidden="true">Decoration</div>
            <form><p>In a form.</p><button>Send</button></form><footer>Imprint</footer></body>
            """);

        Assert.Equal(["Real text.", "In a form."], page.Blocks.Select(block => block.Text));
    }

    [Fact]
    public void The_main_part_is_read_where_a_page_names_one()
    {
        var page = Read("""
            <body><div>Teaser of another story.</div><main><header><h1>The story</h1></header><p>What happened, told at some length.</p></main></body>
            """);

        Assert.Equal(["The story", "What happened, told at some length."], page.Blocks.Select(block => block.Text));
    }

    [Fact]
    public void An_empty_main_part_is_not_believed()
    {
        var page = Read("<body><main></main><article>Ad</article><div><p>The text is somewhere else, and there is a good deal of it.</p></div></body>");

        Assert.Contains("The text is somewhere else, and there is a good deal of it.", page.Blocks.Select(block => block.Text));
    }

    [Fact]
    public void Links_are_kept_as_text_only_if_asked_for()
    {
        const string html = "<p>See <a href='../b?x=1#part'>the other page</a> and <a href='#here'>below</a> or <a href='javascript:x()'>this</a>.</p>";

        Assert.Equal("See the other page and below or this.", Assert.Single(Read(html).Blocks).Text);
        Assert.Equal("See the other page (https://shop.example/b?x=1#part) and below or this.", Assert.Single(Read(html, keepsLinks: true).Blocks).Text);
    }

    [Fact]
    public void Links_to_follow_are_absolute_and_counted_once()
    {
        var page = Read("""
            <head><base href="/docs/"><link rel="canonical" href="/canonical"></head>
            <a href="a">1</a><a href="a#x">2</a><a href="//other.example/b">3</a><a href="mailto:a@b.example">4</a><a rel="nofollow" href="c">5</a><a href="http://[">6</a>
            """);

        Assert.Equal(["https://shop.example/docs/a", "https://other.example/b"], page.Links.Select(link => link.AbsoluteUri));
        Assert.Equal("https://shop.example/canonical", page.Canonical?.AbsoluteUri);
        Assert.Empty(Read("<meta name=robots content='noindex, nofollow'><a href='/a'>1</a>").Links);
    }

    [Theory]
    [InlineData("utf-8", null)]
    [InlineData("iso-8859-1", "<meta charset='iso-8859-1'>")]
    [InlineData("windows-1251", "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>")]
    [InlineData("shift_jis", "<meta charset=\"Shift_JIS\">")]
    [InlineData("utf-16", null)]
    public void A_page_is_decoded_by_what_it_says(string charset, string? meta)
    {
        var text = charset switch { "windows-1251" => "Привет, мир", "shift_jis" => "こんにちは", _ => "Grüße aus Köln" };
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        byte[] content = [.. encoding.GetPreamble(), .. encoding.GetBytes($"<html><head>{meta}</head><body><p>{text}</p></body></html>")];

        Assert.Equal(text, Assert.Single(Reader.Read(content, null, Address, false, CancellationToken.None).Blocks).Text);
    }

    [Fact]
    public void The_servers_word_goes_before_the_pages()
    {
        var content = Encoding.Latin1.GetBytes("<meta charset='utf-8'><p>Köln</p>");

        Assert.Equal("Köln", Assert.Single(Reader.Read(content, "ISO-8859-1", Address, false, CancellationToken.None).Blocks).Text);
    }

    [Theory]
    [InlineData("<div>", 400_000)]
    [InlineData("<b a{0}><p>", 60_000)]
    [InlineData("<font a{0}>", 100_000)]
    [InlineData("<table><tr><td>", 60_000)]
    [InlineData("<a href=x{0}>", 100_000)]
    public void A_page_made_to_be_costly_is_refused_or_read_soon(string part, int times)
    {
        var html = new StringBuilder("<body><p>start</p>");
        for (var i = 0; i < times; i++) html.Append(part.Replace("{0}", $"{i}", StringComparison.Ordinal));
        var began = Stopwatch.GetTimestamp();

        var refused = Record.Exception(() => Read(html.ToString()));

        Assert.True(refused is null or DocumentRejectedException { Code: "document.too_large" }, refused?.ToString());
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Many_siblings_are_read_in_a_straight_line()
    {
        var html = string.Concat(Enumerable.Repeat("<p>word</p>", 100_000));

        Assert.Equal(100_000, Read(html).Blocks.Count);
    }

    private static HtmlReader Reader => new(DocumentLimits.Default);

    private static HtmlPage Read(string html, bool keepsLinks = false) =>
        Reader.Read(Encoding.UTF8.GetBytes(html), "utf-8", Address, keepsLinks, CancellationToken.None);
}
