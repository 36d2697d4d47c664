using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Grains.Storage.Sqlite;

/// <summary>
/// A prepared statement with typed parameters, bound in order of appearance. Dispose it after use: it is reset and goes back
/// to its connection's cache.
/// </summary>
internal sealed class SqliteStatement(sqlite3 database, sqlite3_stmt statement, bool cached) : ISqlRow, IDisposable
{
    private const int StackBytes = 512;

    // Throws on a lone surrogate: text is stored exactly or not at all.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int bound;

    public bool InUse { get; private set; }

    public SqliteStatement Begin()
    {
        InUse = true;
        bound = 0;
        return this;
    }

    public SqliteStatement Bind(long value) => Checked(raw.sqlite3_bind_int64(statement, ++bound, value));

    public SqliteStatement Bind(long? value) =>
        value is { } number ? Bind(number) : Checked(raw.sqlite3_bind_null(statement, ++bound));

    public SqliteStatement Bind(bool value) => Bind(value ? 1L : 0L);

    public SqliteStatement Bind(string? value)
    {
        if (value is null) return Checked(raw.sqlite3_bind_null(statement, ++bound));
        if (value.Length == 0) return Checked(raw.sqlite3_bind_text(statement, ++bound, string.Empty));

        var most = Utf8.GetMaxByteCount(value.Length);
        if (most <= StackBytes)
        {
            Span<byte> bytes = stackalloc byte[StackBytes];
            return Checked(raw.sqlite3_bind_text(statement, ++bound, bytes[..Utf8.GetBytes(value, bytes)]));
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return Checked(raw.sqlite3_bind_text(statement, ++bound, rented.AsSpan(0, Utf8.GetBytes(value, rented))));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public SqliteStatement Bind(byte[]? value) =>
        value is null ? Checked(raw.sqlite3_bind_null(statement, ++bound)) : Bind(value.AsSpan());

    // An empty span would bind NULL.
    public SqliteStatement Bind(ReadOnlySpan<byte> value) => Checked(value.IsEmpty
        ? raw.sqlite3_bind_zeroblob(statement, ++bound, 0)
        : raw.sqlite3_bind_blob(statement, ++bound, value));

    public SqliteStatement Bind(double value) => Checked(raw.sqlite3_bind_double(statement, ++bound, value));

    public SqliteStatement Bind(ReadOnlySpan<SqlValue> values)
    {
        foreach (ref readonly var value in values) Bind(in value);
        return this;
    }

    /// <summary>Moves to the next row; false at the end.</summary>
    /// <exception cref="SqliteException">The database refused.</exception>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE) return false;
        throw Failure();
    }

    /// <summary>Runs to the end.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public double Double(int column) => raw.sqlite3_column_double(statement, column);

    // Through the blob, because the text accessor stops at a NUL.
    public string Text(int column) => Utf8.GetString(raw.sqlite3_column_blob(statement, column));

    public byte[] Blob(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public void Dispose()
    {
        if (!cached)
        {
            statement.Dispose();
            return;
        }

        // The code of reset repeats the failure that step has already thrown.
        _ = raw.sqlite3_reset(statement);
        _ = raw.sqlite3_clear_bindings(statement);
        InUse = false;
    }

    public void Close() => statement.Dispose();

    private SqliteStatement Bind(ref readonly SqlValue value) => value switch
    {
        { IsNull: true } => Bind((string?)null),
        { Kind: SqlValueKind.Integer } => Bind(value.Integer),
        { Kind: SqlValueKind.Real } => Bind(value.Real),
        { Kind: SqlValueKind.Text } => Bind(value.Text),
        _ => Bind(value.Blob.Span),
    };

    private SqliteStatement Checked(int code) => code == raw.SQLITE_OK ? this : throw Failure();

    private SqliteException Failure() => SqliteStatements.Failure(database);
}
