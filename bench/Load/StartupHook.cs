using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>
/// Runs inside the measured process (<c>DOTNET_STARTUP_HOOKS</c>) and answers two questions about it on a socket, which cannot be
/// asked from outside: what it has allocated, and what its heap holds after a collection. Asleep in between.
/// </summary>
internal static class StartupHook
{
    public const string PathVariable = "GRAINS_LOAD_PROBE";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is not { Length: > 0 } path) return;
        new Thread(() => Answer(path)) { IsBackground = true, Name = "load-probe" }.Start();
    }

    private static void Answer(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        var question = new byte[1];
        while (true)
        {
            using var asked = listener.Accept();
            if (asked.Receive(question) != 1) continue;
            if (question[0] == 'c') Collect();
            var info = GC.GetGCMemoryInfo(GCKind.Any);
            var answer = string.Join(' ', new[]
            {
                GC.GetTotalAllocatedBytes(precise: false),
                GC.GetTotalMemory(forceFullCollection: false),
                GC.CollectionCount(0),
                GC.CollectionCount(2),
                GC.GetTotalPauseDuration().Ticks,
                info.TotalCommittedBytes,
                System.Runtime.JitInfo.GetCompilationTime().Ticks,
            }.Select(number => number.ToString(CultureInfo.InvariantCulture)));
            asked.Send(Encoding.ASCII.GetBytes(answer));
        }
    }

    private static void Collect()
    {
        for (var pass = 0; pass < 2; pass++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }
}
