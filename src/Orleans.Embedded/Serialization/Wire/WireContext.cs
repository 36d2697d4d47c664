namespace Orleans.Serialization.Wire;

/// <summary>Where a value is written to or read from. Grain references pass beside the bytes.</summary>
internal readonly record struct WireContext(
    MessageCodec Codec, BinaryWriter? Writer, BinaryReader? Reader, List<object> References, int Depth)
{
    public WireContext Deeper() => this with { Depth = Depth + 1 };
}

/// <summary>Writes and reads the values of one type.</summary>
internal abstract class WireCodec
{
    public abstract void Write(WireContext context, object value);

    public abstract object Read(WireContext context);
}
