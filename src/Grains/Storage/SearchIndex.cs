namespace Grains.Storage;

/// <param name="Weight">How much a hit in this column counts beside one in another; above zero.</param>
internal readonly record struct SearchColumn(string Name, double Weight);

/// <summary>
/// Full text over the rows of a table, kept beside it under the rows' numbers. A search finds rows that hold all its words, in
/// any columns, each as a word's beginning, whatever the case and the accents.
/// </summary>
/// <param name="name">Names its table.</param>
/// <param name="rowOf">A query with one parameter for the number of a row of the table that is searched.</param>
internal sealed class SearchIndex(string name, string rowOf, params IReadOnlyList<SearchColumn> columns)
{
    // More words narrow nothing down that anybody reads.
    private const int MaxWords = 16;

    public string Name => name;

    public IReadOnlyList<SearchColumn> Columns => columns;

    /// <summary>Makes the index anew, empty.</summary>
    public void Reset(IReadModelWriter rows) => rows.Define(rows.Dialect.DefineSearch(this));

    /// <param name="key">For the query of the row's number; the row is there already.</param>
    /// <param name="texts">One for each column.</param>
    public void Put(IReadModelWriter rows, SqlValue key, params ReadOnlySpan<string> texts)
    {
        Remove(rows, key);
        var values = new SqlValue[texts.Length + 1];
        values[0] = key;
        for (var column = 0; column < texts.Length; column++) values[column + 1] = rows.Dialect.SearchText(texts[column]);
        rows.Execute(rows.Dialect.InsertSearch(this, rowOf), values);
    }

    /// <summary>To be called while the row is still there.</summary>
    public void Remove(IReadModelWriter rows, SqlValue key) => rows.Execute($"DELETE FROM {name} WHERE rowid = ({rowOf})", key);

    /// <inheritdoc cref="SqlDialect.JoinSearch"/>
    public string Join(SqlDialect dialect, string row) => dialect.JoinSearch(this, row);

    /// <inheritdoc cref="SqlDialect.RankSearch"/>
    public string Rank(SqlDialect dialect) => dialect.RankSearch(this);

    /// <summary>The value for the join's parameter; null where the search has no word, so that nothing fits it.</summary>
    public static string? Terms(SqlDialect dialect, string search) =>
        SearchText.Words(search) is { Length: > 0 } words ? dialect.SearchTerms(words.Length > MaxWords ? words[..MaxWords] : words) : null;
}
