using Microsoft.Extensions.Logging;

namespace Grains.Billing;

internal static partial class BillingGrainLog
{
    [LoggerMessage(LogLevel.Warning, "The payment gateway {Gateway} could not do something for user {UserId}; open payments are asked for again.")]
    public static partial void GatewayFailed(this ILogger logger, string gateway, Guid userId, Exception failure);

    [LoggerMessage(LogLevel.Warning, "An event of {Gateway} was refused: {Code}.")]
    public static partial void WebhookRefused(this ILogger logger, string gateway, string code);

    [LoggerMessage(LogLevel.Information, "{Gateway} event {Type}: {Result}.")]
    public static partial void WebhookReceived(this ILogger logger, string gateway, string type, NoticeResult result);

    [LoggerMessage(LogLevel.Information, "{Count} billing accounts and sandbox payments were taken up again.")]
    public static partial void Recovered(this ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "{Key} could not be taken up; it is tried again.")]
    public static partial void RecoveryFailed(this ILogger logger, string key, Exception failure);

    [LoggerMessage(LogLevel.Warning, "Looking for open payments and closed months failed; it is tried again.")]
    public static partial void SweepFailed(this ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Information, "{Count} invoices were issued.")]
    public static partial void InvoicesIssued(this ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "The sandbox's event of {PaymentId} was not taken; it is sent again.")]
    public static partial void SandboxEventRefused(this ILogger logger, string paymentId, Exception? failure);
}
