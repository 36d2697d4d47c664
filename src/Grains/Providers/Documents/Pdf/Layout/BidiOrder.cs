namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>Pages hold Hebrew and Arabic as seen, left to right; reading wants them as written. A simple form of that reordering.</summary>
internal static class BidiOrder
{
    public static bool IsRightToLeft(string text) => text.Any(IsRightToLeft);

    /// <summary>Reorders a line's pieces, given as seen from the left.</summary>
    public static void ToLogical(List<string> pieces)
    {
        var right = pieces.Count(IsRightToLeft);
        if (right * 2 >= pieces.Count(piece => IsStrong(piece)))
        {
            pieces.Reverse();
            ReverseRuns(pieces, piece => IsStrong(piece) && !IsRightToLeft(piece));
        }
        else ReverseRuns(pieces, IsRightToLeft);
    }

    /// <summary>Reverses each stretch that starts and ends with such a piece, the neutral ones between included.</summary>
    private static void ReverseRuns(List<string> pieces, Func<string, bool> belongs)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            if (!belongs(pieces[i])) continue;
            var last = i;
            for (var j = i; j < pieces.Count && (belongs(pieces[j]) || !IsStrong(pieces[j])); j++)
            {
                if (belongs(pieces[j])) last = j;
            }
            pieces.Reverse(i, last - i + 1);
            i = last;
        }
    }

    private static bool IsRightToLeft(char c) => c is >= '\u0590' and <= '\u08FF' or >= '\uFB1D' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFE';

    private static bool IsStrong(string piece) => piece.Any(char.IsLetterOrDigit);
}
