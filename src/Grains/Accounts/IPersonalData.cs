namespace Grains.Accounts;

/// <summary>What one feature keeps of a user. All of them are asked when an account is deleted.</summary>
internal interface IPersonalData
{
    /// <summary>What is kept, in the words of the report that the user gets, such as <c>memory</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// Removes what it keeps of the user, or makes it nobody's where the books need it. Repeating it is safe, and after a failure it is
    /// repeated until it has succeeded.
    /// </summary>
    Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel);
}

/// <param name="Removed">Things that are gone.</param>
/// <param name="Anonymised">Things that stay without a trace of who they belonged to.</param>
internal readonly record struct Erasure(int Removed, int Anonymised);
