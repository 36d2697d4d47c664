using Grains.Accounts;
using WebFront.Authentication;
using WebFront.Description;

namespace WebFront.Surfaces.Marketplace.Auth;

/// <summary>What signing in and refreshing answer.</summary>
/// <param name="ExpiresIn">Seconds for which the access token is good.</param>
internal sealed record SignInResponse(string AccessToken, string RefreshToken, long ExpiresIn, SignedInUser User)
{
    public static SignInResponse From(SignInView view, AccessTokens tokens) => new(
        tokens.Issue(view.Account.UserId, view.RefreshToken.SignInId, view.Account.Role),
        view.RefreshToken.Print(),
        (long)tokens.Lifetime.TotalSeconds,
        new SignedInUser(view.Account.UserId, view.Account.Email, view.Account.FullName, WireNames.Of(view.Account.Role)));

    public override string ToString() => nameof(SignInResponse);
}

internal sealed record SignedInUser(Guid Id, string Email, string FullName, [property: WordsOf<Role>] string Role);
