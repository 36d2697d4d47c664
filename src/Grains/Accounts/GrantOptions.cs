using System.ComponentModel.DataAnnotations;

namespace Grains.Accounts;

/// <summary>What a new account gets to try the product with, section <c>Wallets</c>.</summary>
internal sealed class GrantOptions
{
    private const decimal MicrosInOne = 1_000_000m;

    /// <summary>In USD, 0 to 10,000; 0 for nothing.</summary>
    [Range(typeof(decimal), "0", "10000", ParseLimitsInInvariantCulture = true)]
    public decimal SandboxBalance { get; set; } = 20.00m;

    public long SandboxMicros => (long)decimal.Round(SandboxBalance * MicrosInOne, MidpointRounding.ToEven);
}
