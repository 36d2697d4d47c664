using System.Buffers;

namespace WebFront.Realtime;

/// <summary>
/// A socket's stream that can be held: what is written meanwhile goes out as one write when it is released. A WebSocket itself
/// writes and flushes each frame, and each write is a call of the system.
/// </summary>
internal sealed class HeldStream(Stream inner) : Stream
{
    /// <summary>More than this is not held but written through.</summary>
    private const int MaxHeld = 64 * 1024;

    /// <summary>A socket's own pings and closing frames come between those of its writer.</summary>
    private readonly SemaphoreSlim gate = new(1);
    private byte[]? held;
    private int length;
    private bool holding;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Hold() => holding = true;

    /// <summary>Writes what was held, and holds no more.</summary>
    public async ValueTask ReleaseAsync(CancellationToken cancel)
    {
        holding = false;
        await gate.WaitAsync(cancel);
        try
        {
            await WriteHeldAsync(cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (holding && length + buffer.Length <= MaxHeld)
            {
                Keep(buffer.Span);
                return;
            }

            await WriteHeldAsync(cancellationToken);
            await inner.WriteAsync(buffer, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    /// <summary>The stream below sends with each write, so there is nothing left to flush.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            gate.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (held is null || held.Length < length + bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(4096, length + bytes.Length));
            held.AsSpan(0, length).CopyTo(larger);
            if (held is not null) ArrayPool<byte>.Shared.Return(held);
            held = larger;
        }

        bytes.CopyTo(held.AsSpan(length));
        length += bytes.Length;
    }

    private async ValueTask WriteHeldAsync(CancellationToken cancel)
    {
        if (held is not { } bytes) return;
        var count = length;
        (held, length) = (null, 0);
        await inner.WriteAsync(bytes.AsMemory(0, count), cancel);

        // A write that failed may still be reading them; then they are left to the collector.
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
