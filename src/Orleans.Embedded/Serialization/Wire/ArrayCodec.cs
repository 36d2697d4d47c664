namespace Orleans.Serialization.Wire;

/// <summary>Writes arrays of any rank.</summary>
internal sealed class ArrayCodec(Type type) : WireCodec
{
    private readonly Type element = type.GetElementType()!;
    private readonly int rank = type.GetArrayRank();

    public override void Write(WireContext context, object value)
    {
        var array = (Array)value;
        for (var i = 0; i < rank; i++)
            context.Writer!.Write(array.GetLength(i));
        foreach (var item in array)
            context.Codec.Write(context, element, item);
    }

    public override object Read(WireContext context)
    {
        var lengths = new int[rank];
        for (var i = 0; i < rank; i++)
            lengths[i] = context.Reader!.ReadInt32();
        var array = Array.CreateInstance(element, lengths);
        var position = new int[rank];
        for (var i = 0; i < array.Length; i++)
        {
            var rest = i;
            for (var d = rank - 1; d >= 0; d--)
            {
                position[d] = rest % lengths[d];
                rest /= lengths[d];
            }

            array.SetValue(context.Codec.Read(context, element), position);
        }

        return array;
    }
}
