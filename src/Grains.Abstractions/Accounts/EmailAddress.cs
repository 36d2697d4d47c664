using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Grains.Accounts;

/// <summary>
/// An e-mail address as accounts are found by it: without surrounding white space, in lower case. Combining marks are refused, so
/// that no two spellings of one composed letter make two accounts.
/// </summary>
[GenerateSerializer, Immutable, Alias("accounts.email-address")]
public readonly record struct EmailAddress
{
    /// <summary>The longest address that mail can carry (RFC 5321: a path of 256 with its brackets).</summary>
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;
    private const int MaxLabelLength = 63;

    private EmailAddress(string value) => Value = value;

    [Id(0)]
    public string Value { get; init; }

    public static bool TryParse(string? text, out EmailAddress address)
    {
        address = default;
        var value = text?.Trim().ToLowerInvariant();
        if (value is not { Length: >= 3 and <= MaxLength }) return false;
        var at = value.IndexOf('@', StringComparison.Ordinal);
        if (!IsLocal(value.AsSpan(0, Math.Max(at, 0))) || !IsDomain(value.AsSpan(at + 1))) return false;
        address = new EmailAddress(value);
        return true;
    }

    /// <summary>The key of the address's grain: a hash, so that keys, logs and rows hold no address.</summary>
    public string ToKey() => $"email-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Value)))}";

    public override string ToString() => "e-mail address";

    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        if (local.Length is 0 or > MaxLocalLength || local[0] == '.' || local[^1] == '.' || local.IndexOf("..") >= 0) return false;
        foreach (var letter in local)
        {
            if (!IsPlain(letter) || "()<>[]:;,\\\"@".Contains(letter)) return false;
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var labels = 0;
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.Length is 0 or > MaxLabelLength || label[0] == '-' || label[^1] == '-') return false;
            foreach (var letter in label)
            {
                if (letter != '-' && !char.IsLetterOrDigit(letter)) return false;
            }

            labels++;
        }

        return labels >= 2;
    }

    private static bool IsPlain(char letter) => char.GetUnicodeCategory(letter) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.PrivateUse);
}
