using Grains.Outcomes;
using Grains.Storage;

namespace Grains.Accounts;

/// <summary>Checks pictures and keeps them as blobs. The account is told before a blob is written and after, so that a crash leaves none that nobody knows of.</summary>
internal sealed class Avatars(IBlobStore blobs, IGrainFactory grains) : IAvatars
{
    private const int MaxPixels = 4_096;

    public static string BlobOf(string avatarId) => $"avatars/{avatarId}";

    /// <summary>What a file is, if it may be a picture of anybody or anything here.</summary>
    public static Outcome<ImageHeader> Check(ReadOnlyMemory<byte> content)
    {
        if (content.Length > IAvatars.MaxBytes) return AccountRefusals.AvatarTooLarge;
        if (ImageHeader.Read(content.Span) is not { } image) return AccountRefusals.AvatarKind;
        return image.Width > MaxPixels || image.Height > MaxPixels ? AccountRefusals.AvatarPixels(MaxPixels) : image;
    }

    public async Task<Outcome<AvatarView>> SaveAsync(Guid userId, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        if (Check(content).IsRefused(out var unfit, out var image)) return unfit;

        var id = AvatarId.Of(userId, content.Span);
        var account = grains.Account(userId);
        if ((await account.ChangeAvatarAsync(new ChangeAvatar(id, IsStored: false), cancel)).Refusal is { } refusal) return refusal;
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await blobs.PutAsync(BlobOf(id), stream, IAvatars.MaxBytes, cancel);
        var changed = await account.ChangeAvatarAsync(new ChangeAvatar(id, IsStored: true), cancel);
        if (changed.Refusal is { } overtaken)
        {
            await blobs.DeleteAsync(BlobOf(id), CancellationToken.None);
            return overtaken;
        }

        return new AvatarView(id, image.ContentType, image.Width, image.Height);
    }

    public async Task<AvatarFile?> ReadAsync(string avatarId, CancellationToken cancel)
    {
        if (!AvatarId.IsValid(avatarId) || await blobs.GetAsync(BlobOf(avatarId), cancel) is not { } content) return null;
        return ImageHeader.Read(content.Span) is { } image ? new AvatarFile(content, image.ContentType) : null;
    }
}
