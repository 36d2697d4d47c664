using System.Security.Cryptography;
using System.Text;

namespace Grains.Limits;

public static class AttemptsAddress
{
    /// <param name="limit">The limit that the attempts count in; each has its own count.</param>
    /// <param name="subject">What they are counted for: an e-mail address, an IP address; only its hash becomes the key.</param>
    public static IAttemptsGrain Attempts(this IGrainFactory grains, string limit, string subject)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{limit}\n{subject}"));
        return grains.GetGrain<IAttemptsGrain>($"attempts-{Convert.ToHexStringLower(hash.AsSpan(0, 16))}");
    }
}
