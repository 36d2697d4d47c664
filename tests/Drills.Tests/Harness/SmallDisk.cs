using System.Diagnostics;
using System.Globalization;

namespace Drills.Tests.Harness;

/// <summary>
/// A disk that can be made full and empty again under a running server: a small file system of its own in a mount namespace, or, where
/// the machine allows none, a limit on the size of the process's files, past which writes fail likewise.
/// </summary>
internal sealed class SmallDisk
{
    private const int Megabytes = 16;

    private readonly bool isMount = Run("unshare", "-rm", "bash", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt") == 0;

    /// <summary>Starts a server on the disk. A process that ignores SIGXFSZ is told of a file that is too large by an error, as of a full disk.</summary>
    public string[] Wrapper(string data) => isMount
        ? ["unshare", "-rm", "bash", "-c", $"mount -t tmpfs -o size={Megabytes}m tmpfs \"$0\" && exec \"$@\"", data]
        : ["bash", "-c", "trap '' XFSZ && exec \"$@\"", "small-disk"];

    /// <summary>Brings the database of an idle server to where it is after a stop, when the disk itself is gone with the process.</summary>
    public void SaveDatabase(ServerProcess server)
    {
        if (!isMount) return;
        foreach (var name in new[] { "grains.db", "grains.db-wal" }) File.Copy(Path.Combine(Folder(server), name), Path.Combine(server.Data, name));
    }

    public void Fill(ServerProcess server)
    {
        if (!isMount)
        {
            LimitFiles(server, "1");
            return;
        }

        using var filler = new FileStream(Filler(server), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 * 1024];
        for (var size = block.Length; size >= 512;)
        {
            try
            {
                filler.Write(block, 0, size);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    public void MakeRoom(ServerProcess server)
    {
        if (isMount) File.Delete(Filler(server));
        else LimitFiles(server, "unlimited");
    }

    /// <summary>The mount as the server sees it.</summary>
    private static string Folder(ServerProcess server) => $"/proc/{server.Id}/root{server.Data}";

    private static string Filler(ServerProcess server) => Path.Combine(Folder(server), "filler");

    private static void LimitFiles(ServerProcess server, string limit) =>
        Assert.Equal(0, Run("prlimit", "--pid", server.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={limit}:unlimited"));

    private static int Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.WaitForExit(10_000);
        return process.ExitCode;
    }
}
