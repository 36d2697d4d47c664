namespace Grains.Clones.Listing;

/// <summary>What users have set out to reach, as recommendations want it.</summary>
internal interface IUserGoals
{
    /// <summary>In the user's words, the most important first.</summary>
    Task<IReadOnlyList<string>> ListAsync(Guid userId, CancellationToken cancel);
}
