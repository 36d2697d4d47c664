namespace Grains.Storage.CatchUp;

/// <summary>One projection's place in the log.</summary>
internal sealed class FollowedLog(ICatchUpProjection projection)
{
    private const string Select = "SELECT version, position FROM projection_positions WHERE name = ?";

    private const string Begin = """
        INSERT INTO projection_positions (name, version, position) VALUES (?, ?, 0)
        ON CONFLICT (name) DO UPDATE SET version = excluded.version, position = 0
        """;

    private const string Move = "UPDATE projection_positions SET position = ? WHERE name = ? AND version = ? AND position = ?";

    private long stored;

    public ICatchUpProjection Projection => projection;

    /// <summary>Its rows hold everything up to here; the end of time where newer code keeps them.</summary>
    public long Position { get; private set; }

    /// <summary>Takes the stored place, or makes the tables anew where those of this version are not there yet.</summary>
    public async Task OpenAsync(IDatabase database, CancellationToken cancel) => Position = stored = await database.WriteAsync(
        async sql =>
        {
            var found = await sql.FirstAsync(Select, static row => ((long Version, long Position)?)(row.Int64(0), row.Int64(1)), projection.Name);
            if (found is { } place && place.Version >= projection.Version)
                return place.Version == projection.Version ? place.Position : long.MaxValue;

            // The place first: of two processes that start together one waits here for the other, and then finds its tables.
            await sql.ExecuteAsync(Begin, projection.Name, projection.Version);
            var rows = new RecordedRows(sql.Dialect);
            projection.Reset(rows);
            await rows.RunAsync(sql);
            return 0;
        },
        cancel);

    /// <summary>There is nothing for it up to here, which need not be written down.</summary>
    public void Pass(long position) => Position = position;

    /// <summary>Its part of a batch's transaction.</summary>
    /// <exception cref="OvertakenException">Another process has moved it.</exception>
    public async ValueTask ApplyAsync(ISql sql, IReadOnlyList<LoggedEvent> batch, long reached)
    {
        if (await sql.ExecuteAsync(Move, reached, projection.Name, projection.Version, stored) == 0) throw new OvertakenException();

        var rows = new RecordedRows(sql.Dialect);
        projection.Apply(rows, batch);
        await rows.RunAsync(sql);
    }

    /// <summary>The batch is committed.</summary>
    public void Applied(long reached) => Position = stored = reached;
}

/// <summary>Another process keeps the same rows and was faster.</summary>
internal sealed class OvertakenException() : Exception("Another process has moved a projection.");
