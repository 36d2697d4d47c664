using Grains.Knowledge.Chunking;

namespace Grains.Tests.Knowledge;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("One. Two! Three? Four", "One.|Two!|Three?|Four")]
    [InlineData("Dr. Smith paid 2.50 euros, e.g. for tea. He left.", "Dr. Smith paid 2.50 euros, e.g. for tea.|He left.")]
    [InlineData("He said \"Stop.\" Then he left.", "He said \"Stop.\"|Then he left.")]
    [InlineData("3. Annual leave", "3. Annual leave")]
    [InlineData("J. R. Miller wrote it. I read it.", "J. R. Miller wrote it.|I read it.")]
    [InlineData("  Spread \n over\tlines. Next.  ", "Spread over lines.|Next.")]
    [InlineData("第一句。第二句！", "第一句。|第二句！")]
    [InlineData("and so on ... until the end.", "and so on ... until the end.")]
    [InlineData("", "")]
    public void Sentences_end_where_a_reader_says(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', SentenceSplitter.Split(text)));
}
