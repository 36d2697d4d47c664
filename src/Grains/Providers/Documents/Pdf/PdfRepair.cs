namespace Grains.Providers.Documents.Pdf;

/// <summary>Rebuilds the cross-references of a damaged file by searching it for "N G obj". Later objects replace earlier ones.</summary>
internal static class PdfRepair
{
    /// <summary>An object's type stands near its start; this much is looked at.</summary>
    private const int TypeWindow = 512;

    public static PdfXref Scan(byte[] data, PdfFile file)
    {
        var xref = new PdfXref();
        var trailer = new Dictionary<string, PdfObject>();
        file.Budget.ChargeScan(data.Length);
        for (var at = NextObject(data, 0); at >= 0; at = NextObject(data, at + 3))
        {
            if (HeaderStart(data, at, out var number) is not { } start) continue;
            file.Budget.ChargeObject();
            xref.Entries[number] = new PdfXrefEntry(start, null);
            var head = data.AsSpan(at, Math.Min(TypeWindow, data.Length - at));
            if (head.IndexOf("/ObjStm"u8) >= 0) AddMembers(xref, start, number, file);
            else if (head.IndexOf("/XRef"u8) >= 0) Merge(trailer, (Read(start, file) as PdfStream)?.Dictionary);
            else if (head.IndexOf("/Catalog"u8) >= 0) NoteCatalog(trailer, start, number, file);
        }
        AddTrailers(trailer, data, file);
        xref.Trailer = new PdfDictionary(trailer);
        return xref;
    }

    private static int NextObject(byte[] data, int from)
    {
        var at = from >= data.Length ? -1 : data.AsSpan(from).IndexOf("obj"u8);
        return at < 0 ? -1 : from + at;
    }

    /// <summary>Walks back from "obj" over the generation and the number.</summary>
    private static int? HeaderStart(byte[] data, int at, out int number)
    {
        number = 0;
        var position = at;
        if (!SkipBackWhite(data, ref position, required: false) || !SkipBackDigits(data, ref position, 5)) return null;
        if (!SkipBackWhite(data, ref position, required: true)) return null;
        var end = position;
        if (!SkipBackDigits(data, ref position, 9)) return null;
        for (var i = position; i < end; i++) number = number * 10 + data[i] - '0';
        return position;
    }

    private static bool SkipBackWhite(byte[] data, ref int position, bool required)
    {
        var from = position;
        while (position > 0 && PdfLexer.IsWhite(data[position - 1]) && from - position < 8) position--;
        return !required || position < from;
    }

    private static bool SkipBackDigits(byte[] data, ref int position, int most)
    {
        var from = position;
        while (position > 0 && PdfLexer.IsDigit(data[position - 1]) && from - position < most) position--;
        return position < from;
    }

    private static PdfObject? Read(int start, PdfFile file)
    {
        try
        {
            return file.ReadObjectAt(start, out _);
        }
        catch (PdfFormatException)
        {
            return null;
        }
    }

    private static void AddMembers(PdfXref xref, int start, int number, PdfFile file)
    {
        if (Read(start, file) is not PdfStream stream || PdfObjectStream.Open(stream, file) is not { } members) return;
        foreach (var member in members.Numbers)
        {
            if (member != number) xref.Entries[member] = new PdfXrefEntry(0, number);
        }
    }

    private static void NoteCatalog(Dictionary<string, PdfObject> trailer, int start, int number, PdfFile file)
    {
        if (Read(start, file) is PdfDictionary catalog && catalog["Type"] is PdfName { Value: "Catalog" })
        {
            trailer["Root"] = new PdfReference(number);
        }
    }

    private static void AddTrailers(Dictionary<string, PdfObject> trailer, byte[] data, PdfFile file)
    {
        for (var at = data.AsSpan().IndexOf("trailer"u8); at >= 0;)
        {
            file.Budget.ChargeObject();
            try
            {
                Merge(trailer, file.NewParser(at + 7, references: true).Read() as PdfDictionary);
            }
            catch (PdfFormatException)
            {
                // This trailer is part of the damage; another one, or the catalog itself, may do.
            }
            var next = data.AsSpan(at + 7).IndexOf("trailer"u8);
            at = next < 0 ? -1 : at + 7 + next;
        }
    }

    private static void Merge(Dictionary<string, PdfObject> trailer, PdfDictionary? found)
    {
        if (found is null) return;
        foreach (var key in (ReadOnlySpan<string>)["Root", "Info", "Encrypt"])
        {
            if (found[key] is { } value) trailer[key] = value;
        }
    }
}
