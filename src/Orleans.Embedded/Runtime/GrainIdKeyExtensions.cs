using System.Buffers.Text;
using System.Text;

namespace Orleans.Runtime;

/// <summary>How keys that are not text are written: integers in hexadecimal, GUIDs as 32 digits, an extension after a plus.</summary>
public static class GrainIdKeyExtensions
{
    /// <summary>An integer key.</summary>
    public static IdSpan CreateIntegerKey(long key) => CreateIntegerKey(key, (string?)null);

    /// <summary>An integer key with an extension.</summary>
    public static IdSpan CreateIntegerKey(long key, string? keyExtension)
    {
        Span<byte> digits = stackalloc byte[16];
        Utf8Formatter.TryFormat(key, digits, out var length, 'X');
        return WithExtension(digits[..length], keyExtension);
    }

    /// <summary>A GUID key.</summary>
    public static IdSpan CreateGuidKey(Guid key) => CreateGuidKey(key, (string?)null);

    /// <summary>A GUID key with an extension.</summary>
    public static IdSpan CreateGuidKey(Guid key, string? keyExtension)
    {
        Span<byte> digits = stackalloc byte[32];
        Utf8Formatter.TryFormat(key, digits, out _, 'N');
        return WithExtension(digits, keyExtension);
    }

    /// <summary>Reads an integer key.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var text = grainId.Key.AsSpan();
        keyExt = null;
        var plus = text.IndexOf((byte)'+');
        if (plus >= 0)
        {
            keyExt = Encoding.UTF8.GetString(text[(plus + 1)..]);
            text = text[..plus];
        }

        return Utf8Parser.TryParse(text, out key, out var length, 'X') && length == text.Length;
    }

    /// <summary>Reads an integer key.</summary>
    public static long GetIntegerKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetIntegerKey(out var key, out keyExt)
            ? key
            : throw new ArgumentException($"Value \"{grainId}\" is not in the correct format for an Integer key.", nameof(grainId));

    /// <summary>Reads an integer key.</summary>
    public static long GetIntegerKey(this GrainId grainId) => grainId.GetIntegerKey(out _);

    /// <summary>Reads a GUID key.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var text = grainId.Key.AsSpan();
        keyExt = null;
        key = default;
        if (text.Length > 32 && text[32] == (byte)'+')
        {
            keyExt = Encoding.UTF8.GetString(text[33..]);
            text = text[..32];
        }

        return text.Length == 32 && Utf8Parser.TryParse(text, out key, out var length, 'N') && length == 32;
    }

    /// <summary>Reads a GUID key.</summary>
    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetGuidKey(out var key, out keyExt)
            ? key
            : throw new ArgumentException($"Value \"{grainId}\" is not in the correct format for a Guid key.", nameof(grainId));

    /// <summary>Reads a GUID key.</summary>
    public static Guid GetGuidKey(this GrainId grainId) => grainId.GetGuidKey(out _);

    private static IdSpan WithExtension(ReadOnlySpan<byte> digits, string? extension)
    {
        if (string.IsNullOrWhiteSpace(extension))
            return new IdSpan(digits.ToArray());
        var bytes = new byte[digits.Length + 1 + Encoding.UTF8.GetByteCount(extension)];
        digits.CopyTo(bytes);
        bytes[digits.Length] = (byte)'+';
        Encoding.UTF8.GetBytes(extension, bytes.AsSpan(digits.Length + 1));
        return new IdSpan(bytes);
    }
}
