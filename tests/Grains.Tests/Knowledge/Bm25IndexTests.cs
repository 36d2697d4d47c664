using Grains.Knowledge.Analysis;
using Grains.Knowledge.Retrieval;
using Microsoft.Data.Sqlite;

namespace Grains.Tests.Knowledge;

public sealed class Bm25IndexTests
{
    private static readonly string[] Texts =
    [
        "zebra lantern", "zebra zebra lantern copper", "copper velvet", "velvet anchor anchor anchor zebra copper", "granite", "granite velvet copper",
        "lantern granite", "copper", "anchor quartz", "quartz quartz lantern velvet granite copper",
    ];

    [Theory]
    [InlineData("zebra")]
    [InlineData("zebra anchor")]
    [InlineData("quartz velvet lantern")]
    [InlineData("copper")]
    public void Scores_are_those_of_FTS5(string query)
    {
        var index = Bm25Index.Build([.. Texts.Select(TermCounts.Of)]);
        var scores = new float[Texts.Length];

        index.Score(TextAnalyzer.Terms(query), scores, new float[Texts.Length]);

        Assert.Equal(OfFts5(query), scores.Select(score => Math.Round(score, 4)));
    }

    [Fact]
    public void A_chunk_that_holds_the_whole_question_covers_it_and_one_that_holds_nothing_does_not()
    {
        var index = Bm25Index.Build([.. Texts.Select(TermCounts.Of)]);
        var coverage = new float[Texts.Length];

        index.Score(TextAnalyzer.Terms("zebra lantern"), new float[Texts.Length], coverage);

        Assert.Equal(1, coverage[0], 0.001);
        Assert.Equal(0, coverage[4]);
        Assert.InRange(coverage[3], 0.2, 0.8);
    }

    [Fact]
    public void The_only_text_of_a_collection_can_be_matched_well()
    {
        var index = Bm25Index.Build([TermCounts.Of("Refunds are paid within fourteen days.")]);
        var coverage = new float[1];

        index.Score(TextAnalyzer.Terms("When are refunds paid?"), new float[1], coverage);

        Assert.InRange(coverage[0], 0.9, 1);
    }

    [Fact]
    public void A_synonym_counts_less_than_the_word()
    {
        var index = Bm25Index.Build([TermCounts.Of("holiday"), TermCounts.Of("vacation"), TermCounts.Of("granite")]);
        var coverage = new float[3];

        index.Score(TextAnalyzer.Terms("vacation"), new float[3], coverage);

        Assert.True(coverage[1] > coverage[0] && coverage[0] > 0 && coverage[2] == 0);
    }

    private static IEnumerable<double> OfFts5(string query)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE VIRTUAL TABLE t USING fts5(text)";
        command.ExecuteNonQuery();
        foreach (var text in Texts)
        {
            command.CommandText = $"INSERT INTO t (text) VALUES ('{text}')";
            command.ExecuteNonQuery();
        }

        var scores = new double[Texts.Length];
        command.CommandText = $"SELECT rowid, -bm25(t) FROM t WHERE t MATCH '{query.Replace(" ", " OR ", StringComparison.Ordinal)}'";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            scores[reader.GetInt32(0) - 1] = Math.Round(reader.GetDouble(1), 4);
        return scores;
    }
}
