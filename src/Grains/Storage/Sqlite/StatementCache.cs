namespace Grains.Storage.Sqlite;

/// <summary>The prepared statements of one connection by their SQL.</summary>
internal sealed class StatementCache
{
    // Enough for every statement of the product; one that builds its SQL from data must not fill the memory.
    private const int Capacity = 256;

    private readonly Dictionary<string, SqliteStatement> byText = new(StringComparer.Ordinal);

    // Most SQL is a constant, which is the same object each time: no need to read through its text.
    private readonly Dictionary<string, SqliteStatement> byObject = new(ReferenceEqualityComparer.Instance);

    public bool IsFull => byText.Count >= Capacity;

    public SqliteStatement? Find(string sql)
    {
        if (byObject.TryGetValue(sql, out var statement)) return statement;
        if (byText.TryGetValue(sql, out statement) && byObject.Count < Capacity) byObject.Add(sql, statement);
        return statement;
    }

    public void Add(string sql, SqliteStatement statement)
    {
        byText.Add(sql, statement);
        if (byObject.Count < Capacity) byObject.Add(sql, statement);
    }

    public void Close()
    {
        foreach (var statement in byText.Values) statement.Close();
    }
}
