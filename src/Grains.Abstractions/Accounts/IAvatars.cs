using Grains.Outcomes;

namespace Grains.Accounts;

/// <summary>Pictures of users, as files: for silos and for front ends alike.</summary>
public interface IAvatars
{
    /// <summary>The longest file, in bytes: 5 MiB.</summary>
    const int MaxBytes = 5 << 20;

    /// <summary>
    /// Makes a picture the user's, and removes the one before. Refuses what by its content is no PNG, JPEG or WebP, or larger than 4,096 pixels
    /// either way.
    /// </summary>
    Task<Outcome<AvatarView>> SaveAsync(Guid userId, ReadOnlyMemory<byte> content, CancellationToken cancel);

    /// <summary>A picture by its id, which says nothing of whose it is; null where there is none.</summary>
    Task<AvatarFile?> ReadAsync(string avatarId, CancellationToken cancel);
}

/// <param name="AvatarId">32 hexadecimal digits; another picture has another one.</param>
/// <param name="ContentType">Such as <c>image/png</c>.</param>
public sealed record AvatarView(string AvatarId, string ContentType, int Width, int Height);

public sealed record AvatarFile(ReadOnlyMemory<byte> Content, string ContentType);
