namespace Orleans.Serialization.Wire;

/// <summary>Passes values by reference that nobody can change.</summary>
internal sealed class AtomCodec : WireCodec
{
    public static AtomCodec Instance { get; } = new();

    public override void Write(WireContext context, object value)
    {
        context.Writer!.Write(context.References.Count);
        context.References.Add(value);
    }

    public override object Read(WireContext context) => context.References[context.Reader!.ReadInt32()];
}
