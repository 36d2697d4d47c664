using Grains.Accounts;
using WebFront.Authentication;

namespace WebFront.Surfaces.Marketplace.Users;

internal sealed record ProfileResponse(
    Guid Id, string Email, string FullName, string? AvatarUrl, string Role, ProfilePreferences Preferences, DateTimeOffset CreatedAt)
{
    public static ProfileResponse From(AccountView view) => new(
        view.UserId,
        view.Email,
        view.FullName,
        view.AvatarUrl,
        WireNames.Of(view.Role),
        new ProfilePreferences(view.Preferences.Timezone, view.Preferences.Language, view.Preferences.Notifications),
        view.CreatedAt);
}

internal sealed record ProfilePreferences(string? Timezone, string? Language, bool? Notifications);
