using System.Collections.Concurrent;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Grains.Storage.Postgres;

/// <summary>Turns the product's SQL with its <c>?</c> into PostgreSQL's numbered parameters, and values into typed ones.</summary>
internal static class PostgresStatements
{
    // Enough for every statement of the product; one that builds its SQL from data must not fill the memory.
    private const int MaxCached = 1024;

    private static readonly ConcurrentDictionary<string, string> Translated = new(StringComparer.Ordinal);

    public static string Translate(string sql)
    {
        if (Translated.TryGetValue(sql, out var known)) return known;

        var numbered = Number(sql);
        if (Translated.Count < MaxCached) Translated.TryAdd(sql, numbered);
        return numbered;
    }

    public static void Add(NpgsqlParameterCollection parameters, ReadOnlySpan<SqlValue> values)
    {
        foreach (ref readonly var value in values) parameters.Add(Parameter(in value));
    }

    private static NpgsqlParameter Parameter(ref readonly SqlValue value) => value switch
    {
        { IsNull: true } => new NpgsqlParameter { NpgsqlDbType = TypeOf(value.Kind), Value = DBNull.Value },
        { Kind: SqlValueKind.Integer } => new NpgsqlParameter<long> { NpgsqlDbType = NpgsqlDbType.Bigint, TypedValue = value.Integer },
        { Kind: SqlValueKind.Real } => new NpgsqlParameter<double> { NpgsqlDbType = NpgsqlDbType.Double, TypedValue = value.Real },
        { Kind: SqlValueKind.Text } => new NpgsqlParameter<string> { NpgsqlDbType = NpgsqlDbType.Text, TypedValue = value.Text },
        _ => new NpgsqlParameter<ReadOnlyMemory<byte>> { NpgsqlDbType = NpgsqlDbType.Bytea, TypedValue = value.Blob },
    };

    private static NpgsqlDbType TypeOf(SqlValueKind kind) => kind switch
    {
        SqlValueKind.Integer => NpgsqlDbType.Bigint,
        SqlValueKind.Real => NpgsqlDbType.Double,
        SqlValueKind.Text => NpgsqlDbType.Text,
        _ => NpgsqlDbType.Bytea,
    };

    private static string Number(string sql)
    {
        var output = new StringBuilder(sql.Length + 16);
        var (count, quoted) = (0, false);
        foreach (var unit in sql)
        {
            if (unit == '\'') quoted = !quoted;
            if (unit == '?' && !quoted) output.Append('$').Append(++count);
            else output.Append(unit);
        }

        return output.ToString();
    }
}
