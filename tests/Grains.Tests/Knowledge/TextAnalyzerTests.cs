using Grains.Knowledge.Analysis;

namespace Grains.Tests.Knowledge;

public sealed class TextAnalyzerTests
{
    [Theory]
    [InlineData("policies", "policy")]
    [InlineData("inspecting", "inspection")]
    [InlineData("Refunds", "refunded")]
    [InlineData("applies", "application")]
    [InlineData("planned", "planning")]
    [InlineData("organise", "organization")]
    [InlineData("paid", "pays")]
    [InlineData("queens", "queen")]
    public void Forms_of_one_word_are_one_term(string one, string other) =>
        Assert.Equal(TextAnalyzer.Terms(one), TextAnalyzer.Terms(other));

    [Theory]
    [InlineData("speed", "spe")]
    [InlineData("spring", "spr")]
    [InlineData("business", "busy")]
    public void Different_words_stay_apart(string one, string other) =>
        Assert.NotEqual(TextAnalyzer.Terms(one), TextAnalyzer.Terms(other));

    [Theory]
    [InlineData("Café", "cafe")]
    [InlineData("ﬁnance", "finance")]
    [InlineData("ＡＢＣ", "abc")]
    [InlineData("e\u0301cole", "ecole")]
    [InlineData("Straße", "strasse")]
    [InlineData("don’t", "don't")]
    public void Spellings_of_one_word_are_one_word(string one, string other) =>
        Assert.Equal(TextAnalyzer.Words(other), TextAnalyzer.Words(one));

    [Fact]
    public void Words_that_mean_nothing_are_no_terms() => Assert.Empty(TextAnalyzer.Terms("What is it that you would do with them?"));

    [Fact]
    public void Text_without_blanks_is_cut_into_pairs() => Assert.Equal(["蜂蜜", "蜜の", "の味"], TextAnalyzer.Words("蜂蜜の味"));
}
