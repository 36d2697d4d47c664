using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Orleans.Storage;

namespace Grains.Storage;

/// <summary>
/// Grain state as JSON under state name and grain id. The version of a record is its ETag: a write or clear that was decided on
/// another version fails and changes nothing.
/// </summary>
internal sealed class DatabaseGrainStorage(IDatabase database) : IGrainStorage
{
    private const string Where = " WHERE grain_id = ? AND state_name = ?";
    private const string Select = "SELECT etag, data FROM grain_states" + Where;
    private const string SelectETag = "SELECT etag FROM grain_states" + Where;
    private const string Insert = "INSERT INTO grain_states (etag, data, grain_id, state_name) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private const string Update = "UPDATE grain_states SET etag = ?, data = ?" + Where + " AND etag = ?";
    private const string Delete = "DELETE FROM grain_states" + Where + " AND etag = ?";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var id = grainId.ToString();
        var stored = await database.ReadAsync(
            sql => sql.FirstAsync(Select, static row => new Stored(row.Int64(0), row.Blob(1)), id, stateName), cancellationToken);

        grainState.State = stored is null ? New<T>() : JsonSerializer.Deserialize<T>(stored.Data, StorageJson.Options)!;
        grainState.ETag = Text(stored?.ETag);
        grainState.RecordExists = stored is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var id = grainId.ToString();
        var data = JsonSerializer.SerializeToUtf8Bytes(grainState.State, StorageJson.Options);
        var expected = Number(grainState.ETag);
        var next = RowVersion.After(expected);
        var written = (grainState.ETag, expected) switch
        {
            (null, _) => await database.ExecuteAsync(Insert, [next, data, id, stateName], cancellationToken),
            (_, { } etag) => await database.ExecuteAsync(Update, [next, data, id, stateName, etag], cancellationToken),
            // No version of ours, so nobody's.
            _ => 0,
        };
        if (written == 0) throw await InconsistentAsync(id, stateName, grainState.ETag, cancellationToken);

        grainState.ETag = Text(next);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var id = grainId.ToString();
        if (grainState.ETag is null)
        {
            if (await FindETagAsync(id, stateName, cancellationToken) is not null)
                throw await InconsistentAsync(id, stateName, grainState.ETag, cancellationToken);
        }
        else if (Number(grainState.ETag) is not { } etag || await database.ExecuteAsync(Delete, [id, stateName, etag], cancellationToken) == 0)
        {
            throw await InconsistentAsync(id, stateName, grainState.ETag, cancellationToken);
        }

        grainState.State = New<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static string? Text(long? etag) => etag?.ToString(CultureInfo.InvariantCulture);

    private static long? Number(string? etag) =>
        long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // What Orleans starts a grain's state with: by its constructor, or blank where it has none without parameters.
    private static T New<T>() => typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<T>()
        : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    private async Task<InconsistentStateException> InconsistentAsync(string id, string stateName, string? expected, CancellationToken cancel)
    {
        var stored = Text(await FindETagAsync(id, stateName, cancel));
        return new InconsistentStateException($"The state '{stateName}' of '{id}' was changed by another writer.", stored, expected);
    }

    private Task<long?> FindETagAsync(string id, string stateName, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.FirstAsync(SelectETag, static row => (long?)row.Int64(0), id, stateName), cancel);

    private sealed record Stored(long ETag, byte[] Data);
}
