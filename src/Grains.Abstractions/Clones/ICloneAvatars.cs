using Grains.Accounts;
using Grains.Outcomes;

namespace Grains.Clones;

/// <summary>Pictures of clones, as files, kept and served like those of users: for silos and for front ends alike.</summary>
public interface ICloneAvatars
{
    /// <summary>
    /// Makes a picture the clone's. Earlier ones stay where they are as long as the clone does, as sessions still show them, but no more than
    /// the last 20. Refuses what <see cref="IAvatars.SaveAsync"/> refuses.
    /// </summary>
    /// <param name="urlOf">Where a picture of this id is served.</param>
    Task<Outcome<AvatarView>> SaveAsync(Guid userId, Guid cloneId, ReadOnlyMemory<byte> content, Func<string, string> urlOf, CancellationToken cancel);
}
