using System.ComponentModel.DataAnnotations;

namespace Grains.Accounts;

/// <summary>Settings of accounts, section <c>Accounts</c>.</summary>
internal sealed class AccountOptions
{
    /// <summary>
    /// Rounds of PBKDF2 with HMAC-SHA512 (ASP.NET Core Identity's version 3). The default is what OWASP's password storage page
    /// advises for SHA-512. A stored hash with fewer is renewed at the next sign-in.
    /// </summary>
    [Range(1_000, 10_000_000)]
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>How long an unused refresh token is good for; an hour to a year.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan RefreshLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How many sign-ins an account has at most; one more ends the oldest.</summary>
    [Range(1, 1000)]
    public int MaxSignIns { get; set; } = 50;

    /// <summary>How long a mailed token that proves the address is good; an hour to 90 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "90.00:00:00")]
    public TimeSpan VerificationLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a mailed token that replaces the password is good; five minutes to a day.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan ResetLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether sign-up answers with the verification token, as the document shows. It proves an address and unlocks nothing
    /// else; switch it off where a proven address is worth something.
    /// </summary>
    public bool ReturnVerificationToken { get; set; } = true;
}
