using System.Globalization;
using Grains.Outcomes;

namespace Grains.Wallets;

/// <summary>The expected noes of a wallet.</summary>
internal static class WalletRefusals
{
    public static Refusal InvalidAmount { get; } = Refusal.Invalid("wallet.invalid_amount", "amount", "An amount is above zero.");

    public static Refusal OperationReused { get; } =
        new(RefusalKind.Conflict, "wallet.operation_reused", "This operation id was used for another amount or account.");

    public static Refusal TryAgain { get; } =
        new(RefusalKind.Unavailable, "wallet.try_again", "The wallet is busy; repeat the request.") { RetryAfter = TimeSpan.FromSeconds(1) };

    public static Refusal InsufficientFunds(long shortfall) => new(
        RefusalKind.PaymentRequired,
        "wallet.insufficient_funds",
        string.Create(CultureInfo.InvariantCulture, $"The balance is short of {Shown(shortfall):0.00##} USD."))
    {
        ShortfallMicros = shortfall,
    };

    /// <summary>To four decimals, upwards: whoever adds that much has enough.</summary>
    private static decimal Shown(long micros) => decimal.Ceiling(micros / 100m) / 10_000m;
}
