namespace Grains.Providers.Documents.Pdf;

internal sealed record PdfPredictorSettings(int Predictor, int Colors, int BitsPerComponent, int Columns);

/// <summary>Undoes the row filters of TIFF and PNG that Flate and LZW streams may carry (ISO 32000-1, 7.4.4.4).</summary>
internal static class PdfPredictor
{
    public static byte[] Undo(byte[] bytes, PdfPredictorSettings settings)
    {
        if (settings.Predictor < 2) return bytes;
        if (settings is not { Colors: >= 1 and <= 32, BitsPerComponent: 1 or 2 or 4 or 8 or 16, Columns: >= 1 and <= 1 << 20 })
        {
            throw new PdfFormatException("The predictor's settings are out of range.");
        }
        var pixel = Math.Max(1, settings.Colors * settings.BitsPerComponent / 8);
        var row = (settings.Colors * settings.BitsPerComponent * settings.Columns + 7) / 8;
        return settings.Predictor == 2 ? UndoTiff(bytes, row, pixel, settings.BitsPerComponent) : UndoPng(bytes, row, pixel);
    }

    private static byte[] UndoTiff(byte[] bytes, int row, int pixel, int bits)
    {
        if (bits < 8) throw new PdfFormatException("Differences of single bits are for pictures only.");
        for (var start = 0; start < bytes.Length; start += row)
        {
            var end = Math.Min(start + row, bytes.Length);
            for (var i = start + pixel; i < end; i++)
            {
                if (bits == 8) bytes[i] += bytes[i - pixel];
                else if ((i - start) % 2 == 1)
                {
                    var sum = Word(bytes, i - 1) + Word(bytes, i - 1 - pixel);
                    (bytes[i - 1], bytes[i]) = ((byte)(sum >> 8), (byte)sum);
                }
            }
        }
        return bytes;
    }

    private static int Word(byte[] bytes, int at) => (bytes[at] << 8) | bytes[at + 1];

    private static byte[] UndoPng(byte[] bytes, int row, int pixel)
    {
        var rows = (bytes.Length + row) / (row + 1);
        var result = new byte[Math.Max(0, bytes.Length - rows)];
        var written = 0;
        for (var start = 0; start + 1 < bytes.Length; start += row + 1)
        {
            var count = Math.Min(row, bytes.Length - start - 1);
            for (var i = 0; i < count; i++)
            {
                int left = i >= pixel ? result[written + i - pixel] : 0;
                int up = written >= row ? result[written + i - row] : 0;
                int corner = i >= pixel && written >= row ? result[written + i - row - pixel] : 0;
                var guess = bytes[start] switch
                {
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Paeth(left, up, corner),
                    _ => 0,
                };
                result[written + i] = (byte)(bytes[start + 1 + i] + guess);
            }
            written += count;
        }
        return written == result.Length ? result : result[..written];
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (a, b, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - 2 * corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
