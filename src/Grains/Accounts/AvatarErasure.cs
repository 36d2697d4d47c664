namespace Grains.Accounts;

/// <summary>Removes a user's picture.</summary>
internal sealed class AvatarErasure(IGrainFactory grains) : IPersonalData
{
    public string Kind => "avatar";

    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel) =>
        new(await grains.Account(userId).DropAvatarAsync(cancel) ? 1 : 0, 0);
}
