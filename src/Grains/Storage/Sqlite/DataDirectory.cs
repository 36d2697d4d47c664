namespace Grains.Storage.Sqlite;

/// <summary>The claim on a data directory: as long as it is held, no other process can open the same one.</summary>
internal sealed class DataDirectory : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream held;

    private DataDirectory(FileStream held) => this.held = held;

    /// <exception cref="DataDirectoryInUseException">Someone else holds it.</exception>
    public static DataDirectory Claim(SqliteOptions options)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(options.DataDirectory);
        else Directory.CreateDirectory(options.DataDirectory, OwnerOnly | UnixFileMode.UserExecute);

        var claim = new DataDirectory(TakeLock(options));
        try
        {
            // SQLite would make its file readable to everyone; its log files inherit the mode of this one.
            Open(options.DatabaseFile, FileShare.ReadWrite).Dispose();
            return claim;
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    public void Dispose() => held.Dispose();

    private static FileStream TakeLock(SqliteOptions options)
    {
        try
        {
            return Open(options.LockFile, FileShare.None);
        }
        catch (IOException refused) when (File.Exists(options.LockFile))
        {
            throw new DataDirectoryInUseException(Path.GetFullPath(options.DataDirectory), refused);
        }
    }

    private static FileStream Open(string path, FileShare share)
    {
        var open = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) open.UnixCreateMode = OwnerOnly;
        return new FileStream(path, open);
    }
}
