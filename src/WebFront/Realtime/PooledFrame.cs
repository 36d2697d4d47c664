using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace WebFront.Realtime;

/// <summary>A reusable buffer for a frame that goes out; shared by all sockets, because few write at the same moment.</summary>
internal sealed class PooledFrame : IResettable, IDisposable
{
    private const int FirstCapacity = 1024;

    /// <summary>Larger ones are not kept.</summary>
    private const int KeptCapacity = 64 * 1024;

    private static readonly ObjectPool<PooledFrame> Pool = new DefaultObjectPool<PooledFrame>(new DefaultPooledObjectPolicy<PooledFrame>(), 64);

    private readonly ArrayBufferWriter<byte> bytes = new(FirstCapacity);
    private readonly Utf8JsonWriter writer;

    public PooledFrame() => writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = ChatFrameJson.Wire.Options.Encoder });

    /// <summary>What was written since <see cref="Begin"/>.</summary>
    public ReadOnlyMemory<byte> Written => bytes.WrittenMemory;

    public static PooledFrame Rent() => Pool.Get();

    public Utf8JsonWriter Begin()
    {
        bytes.ResetWrittenCount();
        writer.Reset(bytes);
        return writer;
    }

    public bool TryReset() => bytes.Capacity <= KeptCapacity;

    /// <summary>Gives it back.</summary>
    public void Dispose() => Pool.Return(this);
}
