using Microsoft.Extensions.Logging;

namespace Grains.Accounts;

internal sealed partial class AccountGrain
{
    [LoggerMessage(LogLevel.Debug, "Account {UserId} was created as {Role}.")]
    private partial void LogCreated(Guid userId, Role role);

    [LoggerMessage(LogLevel.Information, "Account {UserId} was removed.")]
    private partial void LogRemoved(Guid userId);

    [LoggerMessage(LogLevel.Warning, "A spent or expired refresh token of account {UserId} came back; its sign-in {SignInId} has been ended.")]
    private partial void LogReused(Guid userId, string signInId);

    [LoggerMessage(LogLevel.Information, "Account {UserId} is an admin's now, as the settings say.")]
    private partial void LogAdmin(Guid userId);

    [LoggerMessage(LogLevel.Warning, "The wallet of account {UserId} refused the opening balance: {Code}. The next sign-in tries again.")]
    private partial void LogGrantRefused(Guid userId, string code);

    [LoggerMessage(LogLevel.Warning, "The opening balance of account {UserId} was not given. The next sign-in tries again.")]
    private partial void LogGrantFailed(Exception failure, Guid userId);

    /// <summary>Storage that fails for a while says so itself, once.</summary>
    [LoggerMessage(LogLevel.Warning, "The opening balance of account {UserId} is put off to the next sign-in: {Reason}")]
    private partial void LogGrantPutOff(Guid userId, string reason);
}
