namespace WebFront.Surfaces.Marketplace.Users;

/// <param name="Enabled">Whether memory is stored and used.</param>
internal sealed record MemorySettings(bool? Enabled);
