using Microsoft.Extensions.Logging;

namespace Grains.Wallets;

internal static partial class WalletLog
{
    [LoggerMessage(LogLevel.Warning, "Session {SessionId} did not give back its lease; it is taken when it expires.")]
    public static partial void RecallFailed(this ILogger logger, Guid sessionId, Exception failure);
}
