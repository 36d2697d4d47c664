using System.Security.Cryptography;
using System.Text;
using Grains.Storage;

namespace Grains.Providers.Payments.Sandbox;

/// <summary>
/// What the sandbox signs its events with: made at random by whoever needs it first, kept with the data, and known to nobody outside.
/// It opens the door for play money only.
/// </summary>
internal sealed class SandboxSecret(IEventLog log, TimeProvider clock)
{
    private const string Stream = "sandbox-secret";

    private string? known;

    public async Task<string> GetAsync(CancellationToken cancel)
    {
        if (known is { } secret) return secret;
        while (true)
        {
            var first = await log.ReadAsync(new StreamSlice(Stream, 0, 1), cancel);
            if (first.Count > 0) return known = Encoding.ASCII.GetString(first[0].Data.Span).Trim('"');
            var made = Encoding.ASCII.GetBytes($"\"whsec_sandbox_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}\"");
            await log.AppendAsync(new LogAppend(Stream, 0, 0, clock.GetUtcNow(), [new NewEvent("sandbox.secret-made", made)]), cancel);
        }
    }
}
