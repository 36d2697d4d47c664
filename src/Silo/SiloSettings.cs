namespace Silo;

/// <param name="DataFolder">Where everything that lasts is kept; absolute.</param>
public sealed record SiloSettings(string DataFolder);
