using Grains.Knowledge;

namespace Grains.Providers.Documents;

/// <summary>What reading one document has cost so far. Every loop over foreign data charges it, so none can run away.</summary>
internal sealed class ReadBudget(DocumentLimits limits, CancellationToken cancel)
{
    /// <summary>Searching is cheap per byte; this bounds files made of nothing but broken streams.</summary>
    private const long MaxScannedBytes = 4L << 30;
    private const int CancelEvery = 4096;

    private long unpacked;
    private long scanned;
    private long operations;
    private int objects;
    private int characters;

    public DocumentLimits Limits => limits;

    public CancellationToken Cancel => cancel;

    /// <summary>The size that the next part may still reach.</summary>
    public int PartAllowance => (int)Math.Min(limits.MaxPartBytes, limits.MaxUnpackedBytes - unpacked);

    public void ChargeUnpacked(long bytes)
    {
        cancel.ThrowIfCancellationRequested();
        unpacked += bytes;
        if (unpacked > limits.MaxUnpackedBytes) throw DocumentRejections.TooLarge("unpacked bytes");
    }

    public void ChargeScan(long bytes)
    {
        cancel.ThrowIfCancellationRequested();
        scanned += bytes;
        if (scanned > MaxScannedBytes) throw DocumentRejections.TooLarge("broken parts");
    }

    public void ChargeObject()
    {
        if (++objects > limits.MaxObjects) throw DocumentRejections.TooLarge("objects");
        if (objects % CancelEvery == 0) cancel.ThrowIfCancellationRequested();
    }

    public void ChargeOperation() => ChargeOperations(1);

    public void ChargeOperations(int count)
    {
        var checks = operations / CancelEvery;
        operations += count;
        if (operations > limits.MaxOperations) throw DocumentRejections.TooLarge("drawing steps");
        if (operations / CancelEvery != checks) cancel.ThrowIfCancellationRequested();
    }

    public void ChargeCharacters(int count)
    {
        characters += count;
        if (characters > limits.MaxCharacters) throw DocumentRejections.TooLarge("characters");
    }
}
