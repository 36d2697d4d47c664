using Grains.Outcomes;

namespace Grains.Limits;

/// <summary>Counts what is tried before anybody is signed in, for one account that is named or one address it comes from.</summary>
[Alias("limits.attempts")]
public interface IAttemptsGrain : IGrainWithStringKey
{
    /// <summary>Counts one attempt, or refuses it with <see cref="RefusalKind.RateLimited"/>.</summary>
    /// <param name="limit">The name of the limit whose setting applies, such as <c>marketplace.sign-in</c>.</param>
    [Alias("count"), Repeatable]
    Task<Outcome<LimitWindow>> CountAsync(string limit, CancellationToken cancel);
}
