using Simulation.Tests.Engine;

namespace Simulation.Tests.Storage;

/// <summary>A disk that does everything at once, for the specifications that every storage inherits: they test the book's rules.</summary>
internal sealed class InstantDisk() : Disk(new World(0), new Book())
{
    private readonly Lock gate = new();

    public override Task<T> ReadAsync<T>(Process process, string what, Func<Book, T> read, CancellationToken cancel) => Run(process, read, cancel);

    public override Task<T> WriteAsync<T>(Process process, string what, Func<Book, T> write, CancellationToken cancel, Func<string>? details = null) =>
        Run(process, write, cancel);

    private Task<T> Run<T>(Process process, Func<Book, T> run, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);
        var work = new DiskWork<T>(process, "", run, null, cancel);
        lock (gate) work.Run(Book);
        work.Answer();
        return work.Task;
    }
}
