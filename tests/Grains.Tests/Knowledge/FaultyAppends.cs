using Grains.Knowledge;
using Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Tests.Knowledge;

/// <summary>When an append of <see cref="FaultyAppends"/> fails.</summary>
public enum AppendFault
{
    Before,

    After,
}

/// <summary>A log that loses its caller at each ending of a document, before or after it was written.</summary>
internal sealed class FaultyAppends(IEventLog log, AppendFault fault) : IEventLog
{
    public TaskCompletionSource Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static void Replace(IServiceCollection services, AppendFault fault)
    {
        var original = services.Last(service => service.ServiceType == typeof(IEventLog)).ImplementationFactory!;
        services.AddSingleton(provider => new FaultyAppends((IEventLog)original(provider), fault));
        services.AddSingleton<IEventLog>(provider => provider.GetRequiredService<FaultyAppends>());
    }

    public Task<StreamHead> GetHeadAsync(string stream, CancellationToken cancel) => log.GetHeadAsync(stream, cancel);

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(StreamSlice slice, CancellationToken cancel) => log.ReadAsync(slice, cancel);

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(string prefix, string after, int limit, CancellationToken cancel) =>
        log.ListUnfinishedAsync(prefix, after, limit, cancel);

    public async Task<AppendResult> AppendAsync(LogAppend append, CancellationToken cancel)
    {
        if (append.Events is not [{ Type: DocumentLog.ProcessedEvent }]) return await log.AppendAsync(append, cancel);

        if (fault == AppendFault.After) await log.AppendAsync(append, cancel);
        Failed.TrySetResult();
        throw new StorageUnavailableException("The process is gone.");
    }
}
