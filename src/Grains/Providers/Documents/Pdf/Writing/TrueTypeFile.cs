using System.Buffers.Binary;
using System.Text;

namespace Grains.Providers.Documents.Pdf.Writing;

/// <summary>A TrueType font file with 'glyf' outlines: its measures, which glyph shows a character, and a subset of it to embed.</summary>
internal sealed class TrueTypeFile
{
    private static readonly string[] Kept = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    private readonly byte[] data;
    private readonly Dictionary<string, (int At, int Length)> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> glyphs = [];
    private readonly bool longOffsets;
    private readonly int measured;

    /// <exception cref="InvalidDataException">It is no such font, or a damaged one.</exception>
    public TrueTypeFile(byte[] data)
    {
        this.data = data;
        try
        {
            if (Long(0) is not (0x00010000 or 0x74727565)) throw new InvalidDataException("The file is no TrueType font.");
            for (var table = 0; table < Word(4); table++)
            {
                var entry = 12 + (16 * table);
                var (at, length) = ((long)Long(entry + 8), (long)Long(entry + 12));
                if (at + length > data.Length) throw new InvalidDataException("A table of the font breaks off.");
                tables[Encoding.ASCII.GetString(data, entry, 4)] = ((int)at, (int)length);
            }

            if (!tables.ContainsKey("glyf")) throw new InvalidDataException("The font has no TrueType outlines.");
            UnitsPerEm = Math.Max(1, (int)Word(At("head") + 18));
            Box = [.. Enumerable.Range(0, 4).Select(side => Scaled(Short(At("head") + 36 + (2 * side))))];
            longOffsets = Word(At("head") + 50) != 0;
            Ascent = Scaled(Short(At("hhea") + 4));
            Descent = Scaled(Short(At("hhea") + 6));
            measured = Math.Max(1, (int)Word(At("hhea") + 34));
            Count = Word(At("maxp") + 4);
            ReadMaps();
        }
        catch (Exception failure) when (failure is ArgumentOutOfRangeException or KeyNotFoundException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The font is damaged.", failure);
        }
    }

    public int UnitsPerEm { get; }

    /// <summary>Of all glyphs, in thousandths of the size.</summary>
    public int[] Box { get; }

    public int Ascent { get; }

    public int Descent { get; }

    public int Count { get; }

    /// <summary>0 where the font does not have the character.</summary>
    public int GlyphOf(int character) => glyphs.GetValueOrDefault(character);

    /// <summary>In thousandths of the size.</summary>
    public int WidthOf(int glyph) => Scaled(Word(At("hmtx") + (4 * Math.Min(glyph, measured - 1))));

    /// <summary>The font with the outlines of these glyphs and of those that they are composed of; glyphs keep their numbers.</summary>
    public byte[] Subset(IEnumerable<int> wanted)
    {
        var used = Closure(wanted);
        var outlines = new MemoryStream();
        var offsets = new byte[4 * (Count + 1)];
        for (var glyph = 0; glyph < Count; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * glyph), (uint)outlines.Length);
            if (!used.Contains(glyph)) continue;
            var (at, length) = Outline(glyph);
            outlines.Write(data, at, length);
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
        }

        BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * Count), (uint)outlines.Length);
        var head = data.AsSpan(At("head"), tables["head"].Length).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        return Assemble(name => name switch
        {
            "glyf" => outlines.ToArray(),
            "loca" => offsets,
            "head" => head,
            _ => tables.TryGetValue(name, out var table) ? data.AsSpan(table.At, table.Length).ToArray() : null,
        });
    }

    private static byte[] Assemble(Func<string, byte[]?> tableOf)
    {
        var parts = Kept.Select(name => (Name: name, Data: tableOf(name))).Where(part => part.Data is not null).ToList();
        var file = new MemoryStream();
        var directory = 12 + (16 * parts.Count);
        var header = new byte[directory];
        BinaryPrimitives.WriteUInt32BigEndian(header, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), (ushort)parts.Count);
        var power = 1 << (int)Math.Log2(parts.Count);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(6), (ushort)(16 * power));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(8), (ushort)Math.Log2(power));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), (ushort)(16 * (parts.Count - power)));
        file.Write(header);
        for (var part = 0; part < parts.Count; part++)
        {
            var entry = 12 + (16 * part);
            Encoding.ASCII.GetBytes(parts[part].Name).CopyTo(header, entry);
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(entry + 4), Sum(parts[part].Data!));
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(entry + 8), (uint)file.Length);
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(entry + 12), (uint)parts[part].Data!.Length);
            file.Write(parts[part].Data);
            while (file.Length % 4 != 0) file.WriteByte(0);
        }

        file.Position = 0;
        file.Write(header);
        return file.ToArray();
    }

    private static uint Sum(byte[] table)
    {
        var sum = 0u;
        for (var at = 0; at < table.Length; at++) sum += (uint)table[at] << (24 - (8 * (at % 4)));
        return sum;
    }

    private HashSet<int> Closure(IEnumerable<int> wanted)
    {
        var used = new HashSet<int>();
        var open = new Stack<int>(wanted.Append(0));
        while (open.TryPop(out var glyph))
        {
            if (glyph < 0 || glyph >= Count || !used.Add(glyph)) continue;
            var (at, length) = Outline(glyph);
            if (length < 10 || Short(at) >= 0) continue;
            for (var (part, flags) = (at + 10, 0x20); (flags & 0x20) != 0;)
            {
                flags = Word(part);
                open.Push(Word(part + 2));
                part += 4 + ((flags & 1) != 0 ? 4 : 2) + ((flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
            }
        }

        return used;
    }

    private (int At, int Length) Outline(int glyph)
    {
        var loca = At("loca");
        var (from, to) = longOffsets
            ? ((int)Long(loca + (4 * glyph)), (int)Long(loca + (4 * glyph) + 4))
            : (2 * Word(loca + (2 * glyph)), 2 * Word(loca + (2 * glyph) + 2));
        return to > from && to <= tables["glyf"].Length ? (At("glyf") + from, to - from) : (At("glyf"), 0);
    }

    private void ReadMaps()
    {
        var start = At("cmap");
        for (var map = 0; map < Word(start + 2); map++)
        {
            var entry = start + 4 + (8 * map);
            if ((Word(entry), Word(entry + 2)) is not ((0, _) or (3, 1) or (3, 10))) continue;
            var at = start + (int)Long(entry + 4);
            if (Word(at) == 4) ReadSegments(at);
            else if (Word(at) == 12) ReadGroups(at);
        }
    }

    private void ReadSegments(int at)
    {
        var segments = Word(at + 6) / 2;
        for (var segment = 0; segment < segments; segment++)
        {
            var last = Word(at + 14 + (2 * segment));
            var first = Word(at + 16 + (2 * segments) + (2 * segment));
            var delta = Word(at + 16 + (4 * segments) + (2 * segment));
            var offsetAt = at + 16 + (6 * segments) + (2 * segment);
            var offset = Word(offsetAt);
            for (var code = (int)first; code <= last && code < 0xFFFF; code++)
            {
                var glyph = offset == 0 ? code : Word(offsetAt + offset + (2 * (code - first)));
                if (offset == 0 || glyph != 0) Add(code, (glyph + delta) & 0xFFFF);
            }
        }
    }

    private void ReadGroups(int at)
    {
        for (var group = 0; group < Long(at + 12); group++)
        {
            var (first, last, glyph) = (Long(at + 16 + (12 * group)), Long(at + 20 + (12 * group)), Long(at + 24 + (12 * group)));
            if (last < first || last > 0x10FFFF) throw new InvalidDataException("The font's map of characters is damaged.");
            for (var code = first; code <= last; code++) Add((int)code, (int)(glyph + (code - first)));
        }
    }

    private void Add(int code, int glyph)
    {
        if (glyph > 0 && glyph < Count) glyphs.TryAdd(code, glyph);
    }

    private int At(string table) => tables[table].At;

    private int Scaled(int units) => (int)Math.Round(units * 1000.0 / UnitsPerEm);

    private ushort Word(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at, 2));

    private short Short(int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at, 2));

    private uint Long(int at) => BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at, 4));
}
