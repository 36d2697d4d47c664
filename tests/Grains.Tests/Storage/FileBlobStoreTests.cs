using Grains.Storage;

namespace Grains.Tests.Storage;

public sealed class FileBlobStoreTests : BlobStoreSpecification
{
    private readonly string root = TemporaryDirectory.Create();

    protected override IBlobStore Blobs => new FileBlobStore(root);

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Only_whole_blobs_are_left_in_the_directory()
    {
        await Blobs.PutAsync("a/b", new MemoryStream([1]), 1, default);
        await Assert.ThrowsAsync<BlobTooLargeException>(() => Blobs.PutAsync("c", new MemoryStream([1, 2]), 1, default));

        Assert.Equal([Path.Combine(root, "a", "b")], Directory.GetFiles(root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_a_dead_process_was_writing_is_removed()
    {
        Directory.CreateDirectory(Path.Combine(root, ".pending"));
        await File.WriteAllTextAsync(Path.Combine(root, ".pending", "half"), "half");
        var blobs = new FileBlobStore(root);

        blobs.RemoveUnfinished();

        Assert.Empty(Directory.GetFiles(root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_told_as_unavailable()
    {
        await File.WriteAllTextAsync(Path.Combine(root, "a"), "a file where a directory is needed");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Blobs.PutAsync("a/b", new MemoryStream([1]), 1, default));
    }

    [Fact]
    public async Task Blobs_are_readable_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows()) return;

        await Blobs.PutAsync("a", new MemoryStream([1]), 1, default);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(root, "a")));
    }
}
