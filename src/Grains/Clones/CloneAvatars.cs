using Grains.Accounts;
using Grains.Outcomes;
using Grains.Storage;

namespace Grains.Clones;

/// <summary>The clone knows of a picture before its file is written and shows it afterwards, so that a crash leaves no file that nobody knows of.</summary>
internal sealed class CloneAvatars(IBlobStore blobs, IGrainFactory grains) : ICloneAvatars
{
    public async Task<Outcome<AvatarView>> SaveAsync(
        Guid userId, Guid cloneId, ReadOnlyMemory<byte> content, Func<string, string> urlOf, CancellationToken cancel)
    {
        var clone = grains.Clone(cloneId);
        if ((await clone.GetAsync(userId, cancel)).IsRefused(out var refusal, out _)) return refusal;
        if (Avatars.Check(content).IsRefused(out refusal, out var image)) return refusal;

        var id = AvatarId.Of(cloneId, content.Span);
        if ((await clone.ChangeAvatarAsync(new ChangeCloneAvatar(userId, id, null), cancel)).IsRefused(out refusal, out _)) return refusal;
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await blobs.PutAsync(Avatars.BlobOf(id), stream, IAvatars.MaxBytes, cancel);
        if ((await clone.ChangeAvatarAsync(new ChangeCloneAvatar(userId, id, urlOf(id)), cancel)).IsRefused(out refusal, out _))
        {
            await blobs.DeleteAsync(Avatars.BlobOf(id), CancellationToken.None);
            return refusal;
        }

        return new AvatarView(id, image.ContentType, image.Width, image.Height);
    }
}
