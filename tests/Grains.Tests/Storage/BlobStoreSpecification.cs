using Grains.Storage;

namespace Grains.Tests.Storage;

/// <summary>What every blob store must do.</summary>
public abstract class BlobStoreSpecification : IAsyncLifetime
{
    protected abstract IBlobStore Blobs { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [SpecificationTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public async Task A_blob_reads_back_as_it_was_stored(int length)
    {
        var content = Content(length);

        var stored = await Blobs.PutAsync("clones/7f/handbook.pdf", new MemoryStream(content), length, default);

        Assert.Equal(length, stored);
        Assert.Equal(content, (await Get("clones/7f/handbook.pdf"))!);
    }

    [SpecificationFact]
    public async Task There_is_nothing_under_a_name_that_was_not_stored()
    {
        Assert.Null(await Get("none"));
        Assert.Null(await Get("none/at/all"));
    }

    [SpecificationFact]
    public async Task A_name_that_exists_is_replaced()
    {
        await Blobs.PutAsync("a", new MemoryStream(Content(300_000)), 300_000, default);

        await Blobs.PutAsync("a", new MemoryStream([1, 2, 3]), 3, default);

        Assert.Equal([1, 2, 3], (await Get("a"))!);
    }

    [SpecificationFact]
    public async Task Content_past_the_limit_keeps_nothing()
    {
        await Assert.ThrowsAsync<BlobTooLargeException>(() => Blobs.PutAsync("a", new MemoryStream(Content(11)), 10, default));

        Assert.Null(await Get("a"));
    }

    [SpecificationFact]
    public async Task Content_past_the_limit_leaves_what_was_there()
    {
        await Blobs.PutAsync("a", new MemoryStream([1]), 10, default);

        await Assert.ThrowsAsync<BlobTooLargeException>(() => Blobs.PutAsync("a", new MemoryStream(Content(500_000)), 400_000, default));

        Assert.Equal([1], (await Get("a"))!);
    }

    [SpecificationFact]
    public async Task Content_that_breaks_off_keeps_nothing_and_says_why()
    {
        var failure = await Assert.ThrowsAsync<IOException>(() => Blobs.PutAsync("a", new BrokenStream(), 1_000_000, default));

        Assert.Equal("The client went away.", failure.Message);
        Assert.Null(await Get("a"));
    }

    [SpecificationFact]
    public async Task A_deleted_blob_is_gone_and_deleting_it_again_is_nothing()
    {
        await Blobs.PutAsync("a/b", new MemoryStream([1]), 1, default);

        await Blobs.DeleteAsync("a/b", default);
        await Blobs.DeleteAsync("a/b", default);

        Assert.Null(await Get("a/b"));
    }

    [SpecificationFact]
    public async Task Of_many_that_store_one_name_one_wins_whole()
    {
        var contents = Enumerable.Range(1, 8).Select(number => Enumerable.Repeat((byte)number, 200_000).ToArray()).ToArray();

        await Task.WhenAll(contents.Select(content => Blobs.PutAsync("a", new MemoryStream(content), 200_000, default)));

        var kept = (await Get("a"))!;
        Assert.Equal(200_000, kept.Length);
        Assert.Single(kept.Distinct());
    }

    [SpecificationTheory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../grains.db")]
    [InlineData("a/../../grains.db")]
    [InlineData("a/.hidden")]
    [InlineData("..\\grains.db")]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData("a\0b")]
    [InlineData("é")]
    [InlineData("a_b")]
    [InlineData("c:a")]
    public async Task A_name_of_another_shape_is_refused(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.PutAsync(name, new MemoryStream([1]), 1, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.GetAsync(name, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.DeleteAsync(name, default));
    }

    [SpecificationFact]
    public async Task A_name_is_at_most_two_hundred_characters()
    {
        await Blobs.PutAsync(new string('a', 200), new MemoryStream([1]), 1, default);

        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.PutAsync(new string('a', 201), new MemoryStream([1]), 1, default));
    }

    private static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    private async Task<byte[]?> Get(string name) => (await Blobs.GetAsync(name, default))?.ToArray();

    /// <summary>Gives half a megabyte and then fails as a connection does.</summary>
    private sealed class BrokenStream : Stream
    {
        private int left = 512 * 1024;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (left == 0) throw new IOException("The client went away.");

            var read = Math.Min(count, left);
            left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
