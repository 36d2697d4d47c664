using System.ComponentModel.DataAnnotations;

namespace WebFront.Authentication;

/// <summary>Settings of access tokens, section <c>Tokens</c>.</summary>
internal sealed class TokenOptions
{
    /// <summary>Who issues; a token that names another issuer is refused.</summary>
    [Required]
    public string Issuer { get; set; } = "grains";

    /// <summary>How long an access token is good for; one minute to one day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromSeconds(3600);

    /// <summary>Signing keys, the signing one first; without any, keys are kept in the data folder.</summary>
    public IList<SigningKeySetting> Keys { get; } = [];

    /// <summary>How many verified tokens are remembered; a remembered one costs no cryptography.</summary>
    [Range(16, 10_000_000)]
    public int CachedTokens { get; set; } = 20_000;
}

internal sealed class SigningKeySetting
{
    /// <summary>The token's <c>kid</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>Base64 of at least 32 random bytes.</summary>
    public string Secret { get; set; } = "";
}
