using Microsoft.Extensions.Options;

namespace Grains.Knowledge;

/// <summary>
/// Where documents are read, cut and embedded: on threads of its own, so that no grain's turn waits for a large or hostile
/// file, a few at once, each for a limited time.
/// </summary>
internal sealed class DocumentWorkbench(IDocumentReader reader, IOptions<KnowledgeOptions> options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim places = new(options.Value.Readers);
    private readonly TimeSpan deadline = TimeSpan.FromSeconds(options.Value.ReadSeconds);

    /// <summary>Reads a document once there is a place for it.</summary>
    /// <exception cref="DocumentRejectedException">It cannot be used, or took longer than allowed.</exception>
    public Task<ExtractedDocument> ReadAsync(
        Func<CancellationToken, Task<ReadOnlyMemory<byte>>> open, DocumentKind kind, CancellationToken cancel) =>
        RunAsync(
            async stop =>
            {
                var content = await open(stop);
                return reader.Read(content, kind, stop);
            },
            cancel);

    /// <summary>Runs other work on documents the same way.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = Start(work, stop);
        using var overdue = clock.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), stop, deadline, Timeout.InfiniteTimeSpan);
        try
        {
            // A reader that does not heed its token keeps its place, but nobody waits for it.
            return await running.WaitAsync(deadline + deadline / 4, clock, cancel);
        }
        catch (Exception late) when (late is TimeoutException || (late is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new DocumentRejectedException("document.too_slow", "This document takes too long to read.");
        }
    }

    public void Dispose() => places.Dispose();

    private Task<T> Start<T>(Func<CancellationToken, Task<T>> work, CancellationTokenSource stop) =>
        Task.Factory.StartNew(
            async () =>
            {
                try
                {
                    return await work(stop.Token);
                }
                finally
                {
                    places.Release();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default).Unwrap();
}
