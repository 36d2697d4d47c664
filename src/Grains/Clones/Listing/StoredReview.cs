namespace Grains.Clones.Listing;

/// <param name="NamedUser">Whose name is to be shown; null where the user did not choose that.</param>
internal readonly record struct StoredReview(Guid? NamedUser, ReviewView Review);
