using Grains.Accounts;
using Grains.Storage;

namespace Grains.Exports;

/// <summary>Removes a user's exported files.</summary>
internal sealed class ExportErasure(IDatabase database, IGrainFactory grains) : IPersonalData
{
    public string Kind => "exports";

    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel)
    {
        var exports = await database.ReadAsync(
            sql => sql.QueryAsync("SELECT export_id FROM export_listing WHERE owner_id = ? ORDER BY export_id", static row => row.Guid(0), userId), cancel);
        var removed = 0;
        foreach (var exportId in exports)
            if (await grains.Export(exportId).RemoveAsync(userId, cancel)) removed++;
        return new Erasure(removed, 0);
    }
}
