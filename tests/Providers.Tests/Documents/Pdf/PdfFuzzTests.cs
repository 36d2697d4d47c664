using System.Diagnostics;
using Grains.Knowledge;

namespace Providers.Tests.Documents.Pdf;

/// <summary>Three thousand damaged files: each gives text or a refusal, within a bounded time.</summary>
public sealed class PdfFuzzTests
{
    private const int Mutations = 300;

    /// <summary>A healthy sample takes about ten milliseconds; this leaves room for a busy machine.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("chromium-library.pdf")]
    [InlineData("libreoffice-hiking.pdf")]
    [InlineData("latex-sourdough.pdf")]
    [InlineData("latex-scythe.pdf")]
    [InlineData("cairo-bicycle.pdf")]
    [InlineData("ghostscript-rainwater.pdf")]
    [InlineData("qpdf-linearized.pdf")]
    [InlineData("qpdf-plain.pdf")]
    [InlineData("qpdf-object-streams.pdf")]
    [InlineData("qpdf-encrypted-user.pdf")]
    public void A_damaged_file_gives_text_or_a_refusal(string file)
    {
        var original = Fixture.Load(file);
        var random = new Random(20_26);
        var outcomes = new Dictionary<string, int>();

        for (var i = 0; i < Mutations; i++)
        {
            var damaged = Mutation.Apply(original, random);
            var watch = Stopwatch.StartNew();
            var outcome = Outcome(damaged);
            Assert.True(watch.Elapsed < Longest, $"Mutation {i} took {watch.Elapsed}.");
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        Assert.Equal(Mutations, outcomes.Values.Sum());
        Assert.Contains(file.Contains("encrypted", StringComparison.Ordinal) ? "document.encrypted" : "text", outcomes.Keys);
    }

    private static string Outcome(byte[] damaged)
    {
        try
        {
            return Fixture.Read(damaged, DocumentKind.Pdf).Blocks.Count > 0 ? "text" : "nothing";
        }
        catch (DocumentRejectedException e)
        {
            return e.Code;
        }
    }
}
