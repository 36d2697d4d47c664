namespace Grains.Storage;

/// <summary>What databases say differently. One instance for each kind; projections and features never ask which one it is.</summary>
internal abstract class SqlDialect
{
    /// <summary>
    /// Table definitions, written once in SQLite's words: columns of <c>INTEGER</c> (64 bits), <c>REAL</c>, <c>TEXT</c> (compared
    /// by its bytes) and <c>BLOB</c>; <c>INTEGER PRIMARY KEY</c> numbers rows by itself; a table ends in <c>) STRICT</c>, which
    /// gives it an ascending <c>rowid</c>, or in <c>) STRICT, WITHOUT ROWID</c>. Added to SQLite's words is
    /// <c>APPEND ONLY table;</c>, after which rows of that table can be neither changed nor deleted.
    /// </summary>
    public abstract string Define(string ddl);

    /// <summary>
    /// A query that answers when every append that had begun is committed or gone, so that positions below the last one fill up no
    /// more; null where appends commit one after the other anyway.
    /// </summary>
    public virtual string? SettleAppends => null;

    /// <summary>Statements that make a search index anew.</summary>
    public abstract string DefineSearch(SearchIndex index);

    /// <summary>Inserts one row of a search index; parameters: those of <paramref name="rowOf"/>, then a text for each column.</summary>
    /// <param name="rowOf">A query for the row's number.</param>
    public abstract string InsertSearch(SearchIndex index, string rowOf);

    /// <summary>The value that is stored for a text.</summary>
    public abstract string SearchText(string text);

    /// <summary>A join that keeps the rows that a search finds; its one parameter is of <see cref="SearchTerms"/>.</summary>
    /// <param name="row">The column that holds the row's number.</param>
    public abstract string JoinSearch(SearchIndex index, string row);

    /// <summary>What to order by for the best first.</summary>
    public abstract string RankSearch(SearchIndex index);

    /// <summary>Rows that have all the words, each as a word's beginning; words come from <see cref="Storage.SearchText"/>.</summary>
    public abstract string SearchTerms(IReadOnlyList<string> words);
}
