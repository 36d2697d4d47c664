namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>Where pictures are served: at an address that changes with the picture.</summary>
internal static class AvatarUrls
{
    public static string? Of(string? avatarId, HttpRequest request) =>
        avatarId is null ? null : $"{request.Scheme}://{request.Host}/api/v1/avatars/{avatarId}";
}
