namespace Grains.Storage;

/// <summary>Versions of rows that come and go.</summary>
internal static class RowVersion
{
    /// <summary>
    /// One more than the last. A row begins at a random number, so that one which was deleted and made anew does not come by
    /// a version that somebody still holds of the old one.
    /// </summary>
    public static long After(long? last) => last + 1 ?? Random.Shared.NextInt64(1L << 40);
}
