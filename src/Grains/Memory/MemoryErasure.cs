using Grains.Accounts;

namespace Grains.Memory;

/// <summary>Forgets what is remembered of a user: entries, goals and preferences.</summary>
internal sealed class MemoryErasure(IGrainFactory grains) : IPersonalData
{
    public string Kind => "memory";

    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel) => new(await grains.UserMemory(userId).EraseAsync(cancel), 0);
}
