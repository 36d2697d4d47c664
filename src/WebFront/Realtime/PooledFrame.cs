using System.Buffers;
using System.Text.Json;

namespace WebFront.Realtime;

/// <summary>One socket's reusable buffer, for frames that come or go.</summary>
internal sealed class PooledFrame : IDisposable
{
    private readonly ArrayBufferWriter<byte> bytes;
    private readonly Utf8JsonWriter writer;

    public PooledFrame(int capacity = 1024)
    {
        bytes = new ArrayBufferWriter<byte>(capacity);
        writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = ChatFrameJson.Wire.Options.Encoder });
    }

    /// <summary>The whole buffer, to receive into.</summary>
    public Memory<byte> Room => bytes.GetMemory(bytes.Capacity);

    /// <summary>What was written since <see cref="Begin"/>.</summary>
    public ReadOnlyMemory<byte> Written => bytes.WrittenMemory;

    public Utf8JsonWriter Begin()
    {
        bytes.ResetWrittenCount();
        writer.Reset(bytes);
        return writer;
    }

    public void Dispose() => writer.Dispose();
}
