using Grains.Storage.Sqlite;

namespace Grains.Tests.Storage.Sqlite;

/// <summary>Holds the writer inside a work, so that a test decides what waits behind it.</summary>
internal sealed class WriterGate : IDisposable
{
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim opened = new();

    public WriterGate(SqliteDatabase database) => _ = database.WriteAsync(
        _ =>
        {
            entered.SetResult();
            opened.Wait();
            return true;
        },
        default);

    public Task Entered => entered.Task;

    public void Open() => opened.Set();

    public void Dispose() => Open();
}
