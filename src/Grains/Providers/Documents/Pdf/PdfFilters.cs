namespace Grains.Providers.Documents.Pdf;

/// <summary>Unpacks a stream through its filters (ISO 32000-1, 7.4). Pictures' filters are not text and are refused.</summary>
internal static class PdfFilters
{
    private const int MaxFilters = 8;

    /// <exception cref="PdfFormatException">A filter is unknown, or its bytes are of no use.</exception>
    public static byte[] Unpack(PdfStream stream, PdfFile file)
    {
        var names = Items(file, stream.Dictionary["Filter"] ?? stream.Dictionary["F"]).OfType<PdfName>().ToList();
        var parameters = Items(file, stream.Dictionary["DecodeParms"] ?? stream.Dictionary["DP"]).ToList();
        if (names.Count > MaxFilters) throw new PdfFormatException("Too many filters.");
        var packed = stream.Packed;
        for (var i = 0; i < names.Count; i++)
        {
            var parameter = PdfFile.AsDictionary(i < parameters.Count ? parameters[i] : null);
            packed = Unpack(names[i].Value, packed, parameter, file);
        }
        if (names.Count == 0) file.Budget.ChargeUnpacked(packed.Length);
        CheckRatio(stream.Packed.Length, packed.Length, file.Budget);
        return packed.ToArray();
    }

    private static byte[] Unpack(string filter, ReadOnlyMemory<byte> packed, PdfDictionary? parameters, PdfFile file)
    {
        var sink = new UnpackedBytes(file.Budget);
        switch (filter)
        {
            case "FlateDecode" or "Fl": FlateFilter.Unpack(packed, sink); break;
            case "LZWDecode" or "LZW":
                LzwFilter.Unpack(packed.Span, file.GetNumber(parameters, "EarlyChange") != 0, sink);
                break;
            case "ASCIIHexDecode" or "AHx": AsciiFilters.UnpackHex(packed.Span, sink); break;
            case "ASCII85Decode" or "A85": AsciiFilters.Unpack85(packed.Span, sink); break;
            case "RunLengthDecode" or "RL": RunLengthFilter.Unpack(packed.Span, sink); break;
            default: throw new PdfFormatException("The filter is not one for text.");
        }
        return parameters is null ? sink.ToArray() : PdfPredictor.Undo(sink.ToArray(), PredictorOf(parameters, file));
    }

    private static PdfPredictorSettings PredictorOf(PdfDictionary parameters, PdfFile file)
    {
        int Number(string key, int otherwise) => file.Get<PdfNumber>(parameters, key)?.Integer ?? otherwise;
        return new PdfPredictorSettings(
            Number("Predictor", 1), Number("Colors", 1), Number("BitsPerComponent", 8), Number("Columns", 1));
    }

    private static void CheckRatio(int packed, int unpacked, ReadBudget budget)
    {
        var limits = budget.Limits;
        if (unpacked > limits.RatioFloorBytes && unpacked / Math.Max(packed, 1) > limits.MaxRatio)
        {
            throw DocumentRejections.TooLarge("unpacked bytes");
        }
    }

    private static IEnumerable<PdfObject?> Items(PdfFile file, PdfObject? value) => file.Resolve(value) switch
    {
        null => [],
        PdfArray array => array.Items.Select(file.Resolve),
        var one => [one],
    };
}
