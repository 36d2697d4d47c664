using System.Globalization;
using System.Text.RegularExpressions;

namespace Grains.Storage.Sqlite;

/// <summary>SQLite, whose words the product's SQL is written in; full text is FTS5.</summary>
internal sealed partial class SqliteDialect : SqlDialect
{
    public static SqliteDialect Instance { get; } = new();

    public override string Define(string ddl) => AppendOnly().Replace(ddl, static match =>
    {
        var table = match.Groups["table"].Value;
        return $"""
            CREATE TRIGGER {table}_stay BEFORE UPDATE ON {table}
                BEGIN SELECT RAISE(ABORT, 'the table is append-only'); END;
            CREATE TRIGGER {table}_remain BEFORE DELETE ON {table}
                BEGIN SELECT RAISE(ABORT, 'the table is append-only'); END;
            """;
    });

    // Words come folded, so the tokenizer only has to split them at spaces.
    public override string DefineSearch(SearchIndex index) => $"""
        DROP TABLE IF EXISTS {index.Name};
        CREATE VIRTUAL TABLE {index.Name} USING fts5({string.Join(", ", index.Columns.Select(column => column.Name))}, tokenize = 'unicode61 remove_diacritics 0');
        """;

    public override string InsertSearch(SearchIndex index, string rowOf)
    {
        var columns = string.Join(", ", index.Columns.Select(column => column.Name));
        var values = string.Join(", ", index.Columns.Select(_ => "?"));
        return $"INSERT INTO {index.Name} (rowid, {columns}) VALUES (({rowOf}), {values})";
    }

    public override string SearchText(string text) => string.Join(' ', Storage.SearchText.Words(text));

    public override string JoinSearch(SearchIndex index, string row) => $" JOIN {index.Name} ON {index.Name}.rowid = {row} AND {index.Name} MATCH ?";

    public override string RankSearch(SearchIndex index)
    {
        var weights = string.Join(", ", index.Columns.Select(column => column.Weight.ToString(CultureInfo.InvariantCulture)));
        return $"bm25({index.Name}, {weights})";
    }

    public override string SearchTerms(IReadOnlyList<string> words) => string.Join(' ', words.Select(static word => $"\"{word}\"*"));

    [GeneratedRegex(@"\bAPPEND ONLY (?<table>\w+);")]
    private static partial Regex AppendOnly();
}
