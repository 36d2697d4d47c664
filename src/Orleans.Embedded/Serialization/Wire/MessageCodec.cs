using Orleans.Runtime;
using Orleans.Runtime.Calls;

namespace Orleans.Serialization.Wire;

/// <summary>
/// Writes values to bytes and reads them back by the annotations of their types, as calls between processes would. It exists to
/// find what such a call would lose or refuse, so it is strict rather than fast.
/// </summary>
internal sealed class MessageCodec(SiloRuntime runtime)
{
    private const int MaxDepth = 128;

    private readonly TypeCodecs codecs = new();

    /// <summary>Replaces the arguments of a call by copies that share nothing with them.</summary>
    public void RoundTripArguments(Call call)
    {
        var types = call.Method.ParameterTypes;
        for (var i = 0; i < types.Length; i++)
        {
            if (types[i] != typeof(CancellationToken))
                call.SetArgument(i, RoundTrip(call.GetArgument(i), types[i], $"argument {i} of {call.Method}")!);
        }
    }

    public T RoundTrip<T>(T value) => (T)RoundTrip(value, typeof(T), $"a result of type {typeof(T).Name}")!;

    public object? RoundTrip(object? value, Type declared, string what)
    {
        if (value is null || declared == typeof(Nothing) || TypeCodecs.IsAtom(value.GetType()))
            return value;
        try
        {
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            List<object> references = [];
            Write(new(this, writer, null, references, 0), declared, value);
            writer.Flush();
            stream.Position = 0;
            using var reader = new BinaryReader(stream);
            var copy = Read(new(this, null, reader, references, 0), declared);
            return stream.Position == stream.Length
                ? copy
                : throw new InvalidOperationException($"{stream.Length - stream.Position} bytes were not read back.");
        }
        catch (CodecNotFoundException exception)
        {
            throw new CodecNotFoundException($"{what} cannot cross a grain call: {exception.Message}");
        }
    }

    internal void Write(WireContext context, Type declared, object? value)
    {
        if (context.Depth > MaxDepth)
            throw new CodecNotFoundException($"it is nested more than {MaxDepth} deep, or contains itself.");
        var writer = context.Writer!;
        if (value is null)
        {
            writer.Write((byte)0);
            return;
        }

        if (value is IAddressable addressable)
        {
            writer.Write((byte)1);
            writer.Write(context.References.Count);
            context.References.Add(ReferenceTo(addressable, declared));
            return;
        }

        var actual = value.GetType();
        var codec = codecs.For(actual);
        var exact = actual == (Nullable.GetUnderlyingType(declared) ?? declared);
        writer.Write(exact ? (byte)2 : (byte)3);
        if (!exact)
            writer.Write(codecs.NameOf(actual));
        codec.Write(context.Deeper(), value);
    }

    internal object? Read(WireContext context, Type declared)
    {
        var reader = context.Reader!;
        switch (reader.ReadByte())
        {
            case 0:
                return null;
            case 1:
                return context.References[reader.ReadInt32()];
            case 2:
                return codecs.For(Nullable.GetUnderlyingType(declared) ?? declared).Read(context.Deeper());
            default:
                return codecs.For(codecs.TypeOf(reader.ReadString())).Read(context.Deeper());
        }
    }

    private object ReferenceTo(IAddressable value, Type declared)
    {
        if (value is GrainReference)
            return value;
        if (value is IGrainObserver)
            throw new CodecNotFoundException(
                $"{value.GetType().FullName} is an observer itself; pass what CreateObjectReference gives.");
        return runtime.References.Create(declared, value.GetGrainId());
    }
}
