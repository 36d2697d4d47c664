namespace Grains.Exports;

/// <summary>An export as each of its events holds it whole; its file is a blob.</summary>
internal sealed record ExportState
{
    public Guid OwnerId { get; init; }

    public Guid SessionId { get; init; }

    public ExportFormat Format { get; init; }

    public string FileName { get; init; } = "";

    public long Size { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Its file is gone.</summary>
    public bool Removed { get; init; }

    public ExportView ToView(Guid exportId) => new(exportId, SessionId, Format, FileName, Size, CreatedAt, ExpiresAt);
}
