using System.Buffers;

namespace Grains.Storage;

/// <summary>Blobs as files. A blob is written beside its place, forced to disk and then renamed, so a name never holds half of it.</summary>
internal sealed class FileBlobStore(string root, StorageIncident? incident = null) : IBlobStore
{
    private const int CopyBytes = 128 * 1024;

    // Unreachable by a blob's name, none of whose parts starts with a dot.
    private readonly string pending = Path.Combine(root, ".pending");

    public async Task<long> PutAsync(string name, Stream content, long limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var place = Place(name);
        var temporary = Path.Combine(pending, Guid.NewGuid().ToString("N"));
        await OnDisk(() =>
        {
            DurableDirectory.Create(pending);
            DurableDirectory.Create(Path.GetDirectoryName(place)!);
        });
        try
        {
            var length = await WriteAsync(temporary, content, limit, cancel);
            await OnDisk(() =>
            {
                File.Move(temporary, place, overwrite: true);
                DurableDirectory.Flush(Path.GetDirectoryName(place)!);
            });
            incident?.Worked();
            return length;
        }
        finally
        {
            await OnDisk(() => File.Delete(temporary));
        }
    }

    public async Task<ReadOnlyMemory<byte>?> GetAsync(string name, CancellationToken cancel)
    {
        var place = Place(name);
        if (!File.Exists(place)) return null;

        try
        {
            return await File.ReadAllBytesAsync(place, cancel);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException failure)
        {
            throw Unavailable(failure);
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancel)
    {
        var place = Place(name);
        return OnDisk(() =>
        {
            if (!File.Exists(place)) return;

            File.Delete(place);
            DurableDirectory.Flush(Path.GetDirectoryName(place)!);
        });
    }

    /// <summary>Removes what a process that died was writing. To be called before the first write.</summary>
    public void RemoveUnfinished()
    {
        if (Directory.Exists(pending)) Directory.Delete(pending, recursive: true);
    }

    private async Task<long> WriteAsync(string path, Stream content, long limit, CancellationToken cancel)
    {
        var open = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) open.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        var buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            await using var file = await OnDisk(() => new FileStream(path, open));
            var length = 0L;
            while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
            {
                length += read;
                if (length > limit) throw new BlobTooLargeException(limit);
                await OnDisk(() => file.Write(buffer, 0, read));
            }

            await OnDisk(() => file.Flush(flushToDisk: true));
            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Task OnDisk(Action work) => OnDisk(() =>
    {
        work();
        return true;
    });

    // Forcing a file to disk blocks a thread; it must not be the one that runs the caller's turn. Only the disk's own failures
    // become ours: what goes wrong in the caller's stream is the caller's.
    private async Task<T> OnDisk<T>(Func<T> work)
    {
        try
        {
            return await Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(failure);
        }
    }

    private StorageUnavailableException Unavailable(Exception failure)
    {
        var told = new StorageUnavailableException("The file store failed; try again.", failure);
        incident?.Failed(told);
        return told;
    }

    private string Place(string name)
    {
        BlobName.Check(name);
        return Path.Combine(root, name.Replace('/', Path.DirectorySeparatorChar));
    }
}
