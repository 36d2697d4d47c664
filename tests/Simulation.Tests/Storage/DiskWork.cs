using Grains.Storage;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Storage;

/// <summary>One process's work on its way to the disk.</summary>
/// <param name="what">What it is, in a word of the trace.</param>
/// <param name="details">More of it, for who reads the trace.</param>
internal sealed class DiskWork<T>(Process process, string what, Func<Book, T> work, Func<string>? details, CancellationToken cancel)
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;
    private Exception? failure;

    public Process Process => process;

    public Task<T> Task => done.Task;

    public bool TryCancel() => cancel.IsCancellationRequested && done.TrySetCanceled(cancel);

    /// <summary>Does it, and says how it went.</summary>
    public void Run(Book book)
    {
        try
        {
            result = work(book);
        }
        catch (Exception thrown)
        {
            failure = thrown;
        }
    }

    /// <summary>Tells its process what <see cref="Run"/> came to.</summary>
    public void Answer()
    {
        if (failure is not null) done.TrySetException(failure);
        else done.TrySetResult(result!);
    }

    public void Fail(Exception thrown) => done.TrySetException(thrown);

    public void Say(string how)
    {
        var world = process.World;
        world.Say($"{process.Name} {what}: {how}", world.Trace.IsKept && details is not null ? details() : "");
    }

    public string Tell() => failure is not null ? failure.GetType().Name : result switch
    {
        AppendResult append => $"{append.Status}",
        PostResult post => $"{post.Status} {post.MovedMicros}",
        _ => "done",
    };
}
