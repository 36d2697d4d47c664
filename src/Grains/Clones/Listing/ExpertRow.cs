using Grains.Storage;

namespace Grains.Clones.Listing;

/// <summary>What the listing holds of an expert beside the clone itself.</summary>
internal readonly record struct ExpertRow(Guid CloneId, int Sessions, int Ratings, double Rating, double Score)
{
    /// <summary>The columns that <see cref="Read"/> wants first, of the listing as <c>l</c>.</summary>
    public const string Columns = "l.clone_id, l.sessions, l.ratings, l.rating, l.score";

    public static ExpertRow Read(ISqlRow row) => new(row.Guid(0), row.Int32(1), row.Int32(2), row.Double(3), row.Double(4));
}
