using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace Grains.Storage.Sqlite;

/// <summary>
/// Grain state in SQLite, as JSON under state name and grain id. The version of a record is its ETag: a write or clear that
/// was decided on another version fails and changes nothing.
/// </summary>
internal sealed class SqliteGrainStorage(SqliteDatabase database) : IGrainStorage
{
    private const string Where = " WHERE grain_id = ? AND state_name = ?";
    private const string Select = "SELECT etag, data FROM grain_states" + Where;
    private const string Insert = "INSERT INTO grain_states (etag, data, grain_id, state_name) VALUES (?, ?, ?, ?)";
    private const string Update = "UPDATE grain_states SET etag = ?, data = ?" + Where;
    private const string Delete = "DELETE FROM grain_states" + Where;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var key = new Key(grainId.ToString(), stateName);
        var stored = await database.ReadAsync(
            connection =>
            {
                using var select = connection.Prepared(Select);
                select.Bind(key.GrainId).Bind(key.StateName);
                return select.Step() ? (ETag: (long?)select.Int64(0), Data: select.Blob(1)) : (null, []);
            },
            cancellationToken);

        grainState.State = stored.ETag is null ? New<T>() : JsonSerializer.Deserialize<T>(stored.Data, StorageJson.Options)!;
        grainState.ETag = Text(stored.ETag);
        grainState.RecordExists = stored.ETag is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var key = new Key(grainId.ToString(), stateName);
        var data = JsonSerializer.SerializeToUtf8Bytes(grainState.State, StorageJson.Options);
        var written = await ReplaceAsync(
            key,
            grainState.ETag,
            (connection, stored) =>
            {
                var next = RowVersion.After(stored);
                using var save = connection.Prepared(stored is null ? Insert : Update);
                save.Bind(next).Bind(data).Bind(key.GrainId).Bind(key.StateName).Run();
                return next;
            },
            cancellationToken);

        grainState.ETag = Text(written);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var key = new Key(grainId.ToString(), stateName);
        await ReplaceAsync(
            key,
            grainState.ETag,
            (connection, _) =>
            {
                using var delete = connection.Prepared(Delete);
                delete.Bind(key.GrainId).Bind(key.StateName).Run();
                return null;
            },
            cancellationToken);

        grainState.State = New<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static string? Text(long? etag) => etag?.ToString(CultureInfo.InvariantCulture);

    // What Orleans starts a grain's state with: by its constructor, or blank where it has none without parameters.
    private static T New<T>() => typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<T>()
        : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    private async Task<long?> ReplaceAsync(
        Key key, string? expected, Func<SqliteConnection, long?, long?> replace, CancellationToken cancel)
    {
        var (replaced, etag) = await database.WriteAsync(
            connection =>
            {
                var stored = FindVersion(connection, key);
                return string.Equals(Text(stored), expected, StringComparison.Ordinal)
                    ? (true, replace(connection, stored))
                    : (false, stored);
            },
            cancel);

        return replaced
            ? etag
            : throw new InconsistentStateException($"The state '{key.StateName}' of '{key.GrainId}' was changed by another writer.", Text(etag), expected);
    }

    private static long? FindVersion(SqliteConnection connection, Key key)
    {
        using var select = connection.Prepared(Select);
        select.Bind(key.GrainId).Bind(key.StateName);
        return select.Step() ? select.Int64(0) : null;
    }

    private readonly record struct Key(string GrainId, string StateName);
}
