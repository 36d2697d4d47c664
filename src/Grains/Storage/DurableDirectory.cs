using System.Runtime.InteropServices;
using System.Text;

namespace Grains.Storage;

/// <summary>
/// Makes names durable, not only contents: on Unix a new or renamed file survives a power cut only once its directory was
/// forced to disk, which .NET has no call for. Windows journals names by itself.
/// </summary>
internal static class DurableDirectory
{
    /// <exception cref="IOException">The directory could not be forced to disk.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows()) return;

        var descriptor = OpenFile(Encoding.UTF8.GetBytes(path + "\0"), flags: 0);
        if (descriptor < 0) throw Failure(path);
        try
        {
            if (FlushFile(descriptor) != 0) throw Failure(path);
        }
        finally
        {
            _ = CloseFile(descriptor);
        }
    }

    /// <summary>Makes the directory and those above it that are missing, each one durable.</summary>
    public static void Create(string path)
    {
        if (Directory.Exists(path)) return;

        var parent = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Create(parent);
        Directory.CreateDirectory(path);
        Flush(parent);
    }

    private static IOException Failure(string path) =>
        new($"The directory '{path}' could not be forced to disk (error {Marshal.GetLastPInvokeError()}).");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFile(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushFile(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseFile(int descriptor);
}
