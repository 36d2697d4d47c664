using System.Text;
using Grains.Text;

namespace Grains.Storage;

/// <summary>
/// Cuts text into the words that searches compare: letters and digits, folded, so that every database finds the same whatever
/// it knows of languages.
/// </summary>
internal static class SearchText
{
    public static string[] Words(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (char.IsLetterOrDigit(unit) || unit is >= '\u0300' and <= '\u036F') TextFolding.Append(folded, unit);
            else folded.Append(' ');
        }

        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
