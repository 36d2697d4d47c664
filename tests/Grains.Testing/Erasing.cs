using Grains.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Testing;

/// <summary>Asks features to erase what they keep of a user, as deleting an account does.</summary>
public static class Erasing
{
    /// <returns>What each said that it removed.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> EraseAsync(this ProductHost host, Guid userId, params string[] kinds)
    {
        var removed = new Dictionary<string, int>();
        foreach (var data in host.Services.GetServices<IPersonalData>().Where(data => kinds.Contains(data.Kind)))
            removed[data.Kind] = (await data.EraseAsync(userId, CancellationToken.None)).Removed;
        return removed;
    }
}
