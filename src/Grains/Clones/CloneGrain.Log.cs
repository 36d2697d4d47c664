using Microsoft.Extensions.Logging;

namespace Grains.Clones;

internal sealed partial class CloneGrain
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Clone {CloneId} was changed by another activation; its state was read again.")]
    private partial void LogConflict(Guid cloneId);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Clone {CloneId} was deleted.")]
    private partial void LogDeleted(Guid cloneId);
}
