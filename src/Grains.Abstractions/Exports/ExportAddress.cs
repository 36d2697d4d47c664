namespace Grains.Exports;

public static class ExportAddress
{
    /// <summary>What the keys and streams of exports start with.</summary>
    public const string Prefix = "export-";

    public static string KeyOf(Guid exportId) => $"{Prefix}{exportId:N}";

    public static Guid Parse(string key) => Guid.ParseExact(key.AsSpan(Prefix.Length), "N");

    public static IExportGrain Export(this IGrainFactory grains, Guid exportId) => grains.GetGrain<IExportGrain>(KeyOf(exportId));
}
