using System.IO.Compression;
using System.Xml;
using Grains.Knowledge;

namespace Grains.Providers.Documents.Word;

/// <summary>Looks through a zip package before any library unpacks it: number and size of its entries, as told and as they are, and the shape of its XML.</summary>
internal sealed class DocxPackageCheck(ReadBudget budget)
{
    /// <summary>Deeper XML is no document; readers recurse over it.</summary>
    private const int MaxXmlDepth = 256;

    /// <summary>What one XML element costs in memory once read, in the budget's objects.</summary>
    private const int ElementCost = 3;

    private static readonly XmlReaderSettings Xml = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CloseInput = false,
    };

    /// <exception cref="DocumentRejectedException">The package is not one, damaged or too large.</exception>
    public void Check(Stream package)
    {
        try
        {
            using var zip = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
            CheckDeclared(zip);
            foreach (var entry in zip.Entries) CheckEntry(entry);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or NotSupportedException)
        {
            throw DocumentRejections.Damaged();
        }
        package.Position = 0;
    }

    private void CheckDeclared(ZipArchive zip)
    {
        if (zip.Entries.Count > budget.Limits.MaxEntries) throw DocumentRejections.TooLarge("parts");
        if (zip.GetEntry("word/document.xml") is null && zip.GetEntry("[Content_Types].xml") is null) throw DocumentRejections.NotADocx();
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            if (entry.Length < 0 || entry.Length > budget.Limits.MaxPartBytes) throw DocumentRejections.TooLarge("unpacked bytes");
            CheckRatio(entry.Length, entry.CompressedLength);
            total += entry.Length;
            if (total > budget.Limits.MaxUnpackedBytes) throw DocumentRejections.TooLarge("unpacked bytes");
        }
    }

    private void CheckRatio(long unpacked, long packed)
    {
        if (unpacked > budget.Limits.RatioFloorBytes && unpacked / Math.Max(1, packed) > budget.Limits.MaxRatio)
        {
            throw DocumentRejections.TooLarge("unpacked bytes");
        }
    }

    /// <summary>What a zip says of its sizes need not be true: the entry is unpacked once and counted.</summary>
    private void CheckEntry(ZipArchiveEntry entry)
    {
        using (var unpacked = entry.Open()) CountBytes(unpacked, entry.CompressedLength);
        if (!IsXml(entry.FullName)) return;
        using var xml = entry.Open();
        using var reader = XmlReader.Create(xml, Xml);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            for (var i = 0; i < ElementCost; i++) budget.ChargeObject();
            if (reader.Depth > MaxXmlDepth) throw DocumentRejections.TooLarge("levels of nesting");
        }
    }

    private void CountBytes(Stream unpacked, long packed)
    {
        var buffer = new byte[64 * 1024];
        long length = 0;
        for (int read; (read = unpacked.Read(buffer)) > 0;)
        {
            length += read;
            budget.ChargeUnpacked(read);
            if (length > budget.Limits.MaxPartBytes) throw DocumentRejections.TooLarge("unpacked bytes");
            CheckRatio(length, packed);
        }
    }

    private static bool IsXml(string name) =>
        name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
}
