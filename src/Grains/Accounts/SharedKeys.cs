using Grains.Storage;

namespace Grains.Accounts;

/// <summary>Keys as rows. Of processes that start at once the first to write decides; the others read what it wrote.</summary>
internal sealed class SharedKeys(IDatabase database) : ISharedKeys
{
    public async Task<IReadOnlyDictionary<string, string>> ListAsync(string firstName, string firstSecret, CancellationToken cancel) =>
        await database.WriteAsync(
            async sql =>
            {
                if (await sql.NumberAsync("SELECT count(*) FROM shared_keys") == 0)
                    await sql.ExecuteAsync("INSERT INTO shared_keys (name, secret) VALUES (?, ?)", firstName, firstSecret);
                var keys = await sql.QueryAsync(
                    "SELECT name, secret FROM shared_keys", static row => KeyValuePair.Create(row.Text(0), row.Text(1)));
                return new Dictionary<string, string>(keys, StringComparer.Ordinal);
            },
            cancel);
}
