namespace Grains.Providers.Documents.Pdf;

/// <summary>Collects what a filter yields and stops it at the budget's end.</summary>
internal sealed class UnpackedBytes(ReadBudget budget)
{
    private byte[] buffer = new byte[1024];
    private int length;

    public void Add(byte value)
    {
        if (length == buffer.Length) Grow(1);
        buffer[length++] = value;
    }

    public void Add(ReadOnlySpan<byte> values)
    {
        if (values.Length > buffer.Length - length) Grow(values.Length);
        values.CopyTo(buffer.AsSpan(length));
        length += values.Length;
    }

    /// <summary>Ends the collection; its size is charged.</summary>
    public byte[] ToArray()
    {
        budget.ChargeUnpacked(length);
        return buffer.AsSpan(0, length).ToArray();
    }

    private void Grow(int more)
    {
        budget.Cancel.ThrowIfCancellationRequested();
        if ((long)length + more > budget.PartAllowance) throw DocumentRejections.TooLarge("unpacked bytes");
        var size = Math.Max((long)buffer.Length * 2, (long)length + more);
        Array.Resize(ref buffer, (int)Math.Min(size, Array.MaxLength));
    }
}
