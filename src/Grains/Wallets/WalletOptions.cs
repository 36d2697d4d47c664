using System.ComponentModel.DataAnnotations;

namespace Grains.Wallets;

/// <summary>Settings of wallets, section <c>Wallets</c>.</summary>
public sealed class WalletOptions
{
    /// <summary>What a new account is given to try the product with, in USD; 0 to 1,000,000. It is play money: the sandbox says so.</summary>
    [Range(0, 1_000_000)]
    public decimal SandboxBalance { get; set; } = 20.00m;

    /// <summary>How long a session may hold a lease before the wallet takes back, unasked, what is left of it.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the wallet waits for a session to give back what it does not need.</summary>
    public TimeSpan RecallTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
