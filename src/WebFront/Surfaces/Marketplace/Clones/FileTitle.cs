namespace WebFront.Surfaces.Marketplace.Clones;

internal static class FileTitle
{
    /// <summary>A file's name as a title: without its extension, with blanks for underscores.</summary>
    public static string Of(string fileName)
    {
        var title = Path.GetFileNameWithoutExtension(fileName).Replace('_', ' ').Trim();
        return title.Length > 0 ? title : "Untitled";
    }
}
