using Orleans.Runtime;

namespace Orleans;

/// <summary>Identity and references of grains; on grain classes and on references alike.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to this grain by another of its interfaces.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) =>
        (TGrainInterface)Reference(grain).CastTo(typeof(TGrainInterface));

    /// <summary>A reference to this grain by another of its interfaces.</summary>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    /// <summary>A reference to this grain by another of its interfaces.</summary>
    public static object AsReference(this IAddressable grain, Type interfaceType) => Reference(grain).CastTo(interfaceType);

    /// <summary>The grain's identity.</summary>
    public static GrainId GetGrainId(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain is GrainReference reference ? reference.GrainId : Context(grain).GrainId;
    }

    /// <summary>Whether the key can be read as an integer.</summary>
    public static bool IsPrimaryKeyBasedOnLong(this IAddressable grain) => grain.GetGrainId().TryGetIntegerKey(out _, out _);

    /// <summary>The key as an integer, with its extension.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt)
    {
        var id = grain.GetGrainId();
        return id.TryGetIntegerKey(out var key, out keyExt)
            ? key
            : throw new InvalidOperationException($"Unable to extract integer key from grain id {id}");
    }

    /// <summary>The key as an integer.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetPrimaryKeyLong(out _);

    /// <summary>The key as a GUID, with its extension.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt)
    {
        var id = grain.GetGrainId();
        if (id.TryGetGuidKey(out var key, out keyExt))
            return key;
        if (!id.TryGetIntegerKey(out var integer, out keyExt))
            throw new InvalidOperationException($"Unable to extract GUID key from grain id {id}");
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], integer);
        return new Guid(bytes);
    }

    /// <summary>The key as a GUID.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetPrimaryKey(out _);

    /// <summary>The key as text.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    private static GrainReference Reference(IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain as GrainReference ?? Context(grain).GrainReference;
    }

    private static IGrainContext Context(IAddressable grain) =>
        (grain as IGrainBase)?.GrainContext
        ?? throw new ArgumentException(
            $"{grain.GetType().FullName} is neither a grain reference nor a grain that the runtime created. It is possible that "
            + "you instantiated a grain class explicitly, as a regular object and not via Orleans runtime.",
            nameof(grain));
}
