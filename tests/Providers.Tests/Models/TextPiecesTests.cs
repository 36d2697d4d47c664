using Grains.Providers.Models;

namespace Providers.Tests.Models;

public sealed class TextPiecesTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("word", 1)]
    [InlineData("three short words", 3)]
    [InlineData("internationalization", 4)]
    [InlineData("Hello, world!", 4)]
    [InlineData("日本語", 3)]
    [InlineData("🙂🙂", 2)]
    [InlineData("   ", 1)]
    public void Text_is_counted_by_the_documented_rule(string text, int expected)
    {
        Assert.Equal(expected, TextPieces.Count(text));
    }

    [Theory]
    [InlineData("Rent is due on 1 October; half plots cost 34.50 pounds.\n\n- a\n- b  ")]
    [InlineData("naïve café “quoted” … 日本語 and 🙂 together")]
    public void Pieces_put_together_are_the_text_again(string text)
    {
        var pieces = TextPieces.Split(text).ToList();

        Assert.Equal(text, string.Concat(pieces));
        Assert.Equal(TextPieces.Count(text), pieces.Count);
        Assert.Equal(string.Concat(pieces.Take(5)), TextPieces.Take(text, 5));
    }
}
