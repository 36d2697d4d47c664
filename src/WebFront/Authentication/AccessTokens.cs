using System.Globalization;
using System.Security.Claims;
using Grains.Accounts;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace WebFront.Authentication;

/// <summary>Issues and verifies access tokens: JWT, HS256 and nothing else. Verified ones are remembered by their text.</summary>
internal sealed class AccessTokens
{
    /// <summary>Longer tokens are not looked at; ours have some 400 characters.</summary>
    private const int MaxLength = 4096;

    private const string Type = "at+jwt";

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false, MaximumTokenSizeInBytes = MaxLength };
    private readonly TimeProvider clock;
    private readonly TokenOptions options;
    private readonly SigningCredentials signing;
    private readonly TokenValidationParameters rules;
    private readonly TokenCache cache;

    public AccessTokens(SigningKeys keys, IOptions<TokenOptions> options, TimeProvider clock)
    {
        this.clock = clock;
        this.options = options.Value;
        cache = new TokenCache(this.options.CachedTokens);
        signing = new SigningCredentials(keys.Signing, SecurityAlgorithms.HmacSha256);
        rules = new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidTypes = [Type],
            ValidIssuer = this.options.Issuer,
            ValidateAudience = false,
            IssuerSigningKeys = keys.All,
            RequireExpirationTime = true,
            LifetimeValidator = (_, expires, _, _) => expires > clock.GetUtcNow().UtcDateTime,
        };
    }

    public TimeSpan Lifetime => options.Lifetime;

    public string Issue(Guid userId, string signInId, Role role)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Issuer,
            TokenType = Type,
            IssuedAt = now,
            Expires = now + options.Lifetime,
            SigningCredentials = signing,
            Subject = new ClaimsIdentity(
            [
                new Claim(JwtRegisteredClaimNames.Sub, userId.ToString("D", CultureInfo.InvariantCulture)),
                new Claim(JwtRegisteredClaimNames.Sid, signInId),
                new Claim("role", WireNames.Of(role)),
                new Claim(JwtRegisteredClaimNames.Jti, Guid.NewGuid().ToString("N")),
            ]),
        });
    }

    /// <summary>Null for whatever is not a token of ours that is still good.</summary>
    public ValueTask<AccessToken?> VerifyAsync(string text)
    {
        if (text.Length > MaxLength) return default;
        if (cache.Find(text) is not { } known) return new ValueTask<AccessToken?>(VerifyAnewAsync(text));
        return ValueTask.FromResult(known.IsGoodAt(clock.GetUtcNow()) ? known : null);
    }

    private async Task<AccessToken?> VerifyAnewAsync(string text)
    {
        var result = await handler.ValidateTokenAsync(text, rules);
        if (!result.IsValid
            || result.SecurityToken is not JsonWebToken token
            || !Guid.TryParseExact(token.Subject, "D", out var userId)
            || !token.TryGetPayloadValue<string>(JwtRegisteredClaimNames.Sid, out var signInId))
        {
            return null;
        }

        var verified = new AccessToken(userId, signInId, new DateTimeOffset(token.IssuedAt, TimeSpan.Zero), new DateTimeOffset(token.ValidTo, TimeSpan.Zero));
        if (!verified.IsGoodAt(clock.GetUtcNow())) return null;
        cache.Add(text, verified);
        return verified;
    }
}
