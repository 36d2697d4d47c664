using Grains.Accounts;

namespace Grains.Limits;

/// <summary>Forgets what was counted of a user; it is in memory only.</summary>
internal sealed class LimitErasure(IGrainFactory grains) : IPersonalData
{
    public string Kind => "limits";

    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel) =>
        new(await grains.UserLimits(userId).ForgetAsync(cancel), 0);
}
