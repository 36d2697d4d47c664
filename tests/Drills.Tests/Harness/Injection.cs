using System.Diagnostics;
using System.Globalization;

namespace Drills.Tests.Harness;

/// <summary>Faults of the disk under the thread that writes the database, injected into its system calls by strace, for as long as this lives.</summary>
internal sealed class Injection : IAsyncDisposable
{
    /// <summary>The writer's name, as far as the kernel keeps it.</summary>
    private const string WriterThread = "grains-sqlite-w";

    private readonly Process strace;
    private readonly TaskCompletionSource attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int count;

    private Injection(Process strace) => this.strace = strace;

    /// <summary>Calls that have been tampered with.</summary>
    public int Count => Volatile.Read(ref count);

    /// <param name="calls">System calls, such as <c>fsync,fdatasync</c>.</param>
    /// <param name="fault">As strace takes it: <c>error=ENOSPC:when=3</c>, <c>delay_enter=200000</c>.</param>
    public static async Task<Injection> OnWriterAsync(ServerProcess server, string calls, string fault)
    {
        var start = new ProcessStartInfo(Tool.Strace) { RedirectStandardError = true };
        string[] arguments = ["-p", WriterOf(server), "-e", $"trace={calls}", "-e", $"inject={calls}:{fault}"];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var injection = new Injection(Process.Start(start)!);
        injection.strace.ErrorDataReceived += injection.Hear;
        injection.strace.BeginErrorReadLine();
        await injection.attached.Task.WaitAsync(TimeSpan.FromSeconds(10));
        return injection;
    }

    public async ValueTask DisposeAsync()
    {
        using (var interrupt = Process.Start("kill", ["-INT", strace.Id.ToString(CultureInfo.InvariantCulture)])) await interrupt.WaitForExitAsync();
        await strace.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        strace.Dispose();
    }

    private static string WriterOf(ServerProcess server) => Path.GetFileName(
        Directory.EnumerateDirectories($"/proc/{server.Id}/task").First(thread => File.ReadAllText(Path.Combine(thread, "comm")).Trim() == WriterThread));

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) attached.TrySetException(new InvalidOperationException("strace ended before it was attached."));
        else if (line.Data.Contains("attached", StringComparison.Ordinal)) attached.TrySetResult();
        else if (line.Data.Contains("(INJECTED)", StringComparison.Ordinal) || line.Data.Contains("(DELAYED)", StringComparison.Ordinal)) Interlocked.Increment(ref count);
    }
}
