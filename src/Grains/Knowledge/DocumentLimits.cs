namespace Grains.Knowledge;

/// <summary>How much one document may cost to read. A file that would cost more is refused as document.too_large.</summary>
public sealed record DocumentLimits
{
    public static DocumentLimits Default { get; } = new();

    /// <summary>Bytes of all packed parts together, unpacked.</summary>
    public long MaxUnpackedBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of one packed part, unpacked.</summary>
    public int MaxPartBytes { get; init; } = 64 << 20;

    /// <summary>Unpacked bytes per packed byte, looked at only above <see cref="RatioFloorBytes"/>.</summary>
    public int MaxRatio { get; init; } = 250;

    /// <summary>Below this unpacked size a part is harmless whatever its ratio.</summary>
    public int RatioFloorBytes { get; init; } = 4 << 20;

    /// <summary>Entries of a zip package.</summary>
    public int MaxEntries { get; init; } = 5_000;

    /// <summary>Objects held in memory: PDF objects, XML elements, Markdown nodes.</summary>
    public int MaxObjects { get; init; } = 3_000_000;

    /// <summary>Steps of work: drawing operators and operands of a PDF.</summary>
    public long MaxOperations { get; init; } = 30_000_000;

    public int MaxPages { get; init; } = 5_000;

    /// <summary>UTF-16 characters of text in the whole document.</summary>
    public int MaxCharacters { get; init; } = 10_000_000;

    /// <summary>UTF-16 characters of text on one page.</summary>
    public int MaxPageCharacters { get; init; } = 500_000;

    /// <summary>Levels of arrays, dictionaries and drawings inside one another.</summary>
    public int MaxNesting { get; init; } = 64;
}
