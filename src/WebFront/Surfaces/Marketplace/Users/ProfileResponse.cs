using Grains.Accounts;
using WebFront.Authentication;
using WebFront.Description;

namespace WebFront.Surfaces.Marketplace.Users;

/// <param name="EmailVerified">An addition to the document.</param>
internal sealed record ProfileResponse(
    Guid Id, string Email, string FullName, string? AvatarUrl, [property: WordsOf<Role>] string Role, ProfilePreferences Preferences, DateTimeOffset CreatedAt,
    bool EmailVerified)
{
    public static ProfileResponse From(AccountView view, HttpRequest request) => new(
        view.UserId,
        view.Email,
        view.FullName,
        AvatarUrls.Of(view.AvatarId, request),
        WireNames.Of(view.Role),
        new ProfilePreferences(view.Preferences.Timezone, view.Preferences.Language, view.Preferences.Notifications),
        view.CreatedAt,
        view.EmailVerified);
}

internal sealed record ProfilePreferences(string? Timezone, string? Language, bool? Notifications);
