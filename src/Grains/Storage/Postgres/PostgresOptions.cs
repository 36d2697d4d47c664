using Npgsql;

namespace Grains.Storage.Postgres;

/// <param name="ConnectionString">Of a database that is there already; its user may make tables in it.</param>
internal sealed record PostgresOptions(string ConnectionString)
{
    /// <summary>Works that may wait for the writer, and as many at once elsewhere; the next one is refused as busy. Above zero.</summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>Appends that share one commit at most: bounds the wait of the first for the last. Above zero.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>How often a work is tried again that lost to another one in the database. Above zero.</summary>
    public int Tries { get; init; } = 30;

    /// <summary>Whether this process has the projections and brings the read model up to them; one without appends nothing.</summary>
    public bool KeepsReadModel { get; init; } = true;

    /// <summary>What is said in messages of where the database is; never how to log in.</summary>
    public string Place
    {
        get
        {
            var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"{parts.Host}:{parts.Port}/{parts.Database}";
        }
    }

    // A record prints its members, and one of these holds a password.
    public override string ToString() => Place;

    /// <summary>What the product needs of connections, where the connection string does not say otherwise: a bounded wait for everything.</summary>
    /// <exception cref="ArgumentException">The text is no connection string; the message does not repeat it.</exception>
    public string Complete()
    {
        var parts = Parse(ConnectionString);
        if (string.IsNullOrEmpty(parts.Host)) throw new ArgumentException("it names no Host");
        if (string.IsNullOrEmpty(parts.Database)) throw new ArgumentException("it names no Database");

        Default(parts, "Timeout", 5);
        Default(parts, "Command Timeout", 10);
        Default(parts, "Cancellation Timeout", 500);
        Default(parts, "Maximum Pool Size", 32);
        Default(parts, "Max Auto Prepare", 200);
        Default(parts, "Auto Prepare Min Usages", 2);
        Default(parts, "Application Name", "grains");
        return parts.ToString();
    }

    private static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidOperationException)
        {
            // Without the cause, which may quote the text.
            throw new ArgumentException("it is not of the form Host=…;Database=…;Username=…;Password=…");
        }
    }

    private static void Default(NpgsqlConnectionStringBuilder parts, string key, object value)
    {
        if (!parts.ShouldSerialize(key)) parts[key] = value;
    }
}
