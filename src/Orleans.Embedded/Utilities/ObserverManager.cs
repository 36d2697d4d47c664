using System.Collections;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>The observers of a grain, by their own references; those that are not heard of for a time are forgotten.</summary>
/// <param name="expiration">How long after its last <c>Subscribe</c> an observer is kept.</param>
/// <param name="log">Where changes are logged, at debug level.</param>
#pragma warning disable CA1710, CA1711 // Orleans' own name
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log);

/// <summary>The observers of a grain. For one grain's turns, so it takes no lock; notifications may change it while they run.</summary>
public partial class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly ILogger log;

    private Dictionary<TIdentity, Entry> observers = [];

    // Somebody may still be going through them; a change is then made to a copy.
    private bool shared;

    /// <summary>Without observers.</summary>
    /// <param name="expiration">How long after its last <see cref="Subscribe"/> an observer is kept.</param>
    /// <param name="log">Where changes are logged, at debug level.</param>
    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        this.log = log;
    }

    /// <summary>What tells the time, UTC.</summary>
    public Func<DateTime> GetDateTime { get; set; } = () => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>How long after its last <see cref="Subscribe"/> an observer is kept.</summary>
    public TimeSpan ExpirationDuration { get; set; }

    /// <summary>How many there are, expired ones that were not looked at included.</summary>
    public int Count => observers.Count;

    /// <summary>A copy.</summary>
    public IReadOnlyDictionary<TIdentity, TObserver> Observers => observers.ToDictionary(pair => pair.Key, pair => pair.Value.Observer);

    /// <summary>Forgets all.</summary>
    public void Clear() => Changeable().Clear();

    /// <summary>Adds an observer, or renews it.</summary>
    public void Subscribe(TIdentity id, TObserver observer)
    {
        Changeable()[id] = new(observer, GetDateTime());
        LogSubscribed(id, observers.Count);
    }

    /// <summary>Forgets an observer, if it is there.</summary>
    public void Unsubscribe(TIdentity id)
    {
        Changeable().Remove(id);
        LogUnsubscribed(id, observers.Count);
    }

    /// <summary>Notifies one after the other; those that throw, and those that have expired, are forgotten.</summary>
    /// <param name="notification">Called with each.</param>
    /// <param name="predicate">Which ones; null is all.</param>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        List<TIdentity> defunct = [];
        foreach (var (id, observer) in Reached(predicate, defunct))
        {
            try
            {
                await notification(observer);
            }
            catch (Exception)
            {
                defunct.Add(id);
            }
        }

        Forget(defunct);
    }

    /// <summary>Notifies one after the other; those that throw, and those that have expired, are forgotten.</summary>
    /// <param name="notification">Called with each.</param>
    /// <param name="predicate">Which ones; null is all.</param>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        List<TIdentity> defunct = [];
        foreach (var (id, observer) in Reached(predicate, defunct))
        {
            try
            {
                notification(observer);
            }
            catch (Exception)
            {
                defunct.Add(id);
            }
        }

        Forget(defunct);
    }

    /// <summary>Forgets those that have expired.</summary>
    public void ClearExpired()
    {
        var now = GetDateTime();
        Forget([.. observers.Where(pair => IsExpired(pair.Value, now)).Select(pair => pair.Key)]);
    }

    /// <inheritdoc/>
    public IEnumerator<TObserver> GetEnumerator()
    {
        shared = true;
        return observers.Values.Select(entry => entry.Observer).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool IsExpired(Entry entry, DateTime now) => entry.LastSeen + ExpirationDuration < now;

    private void Forget(List<TIdentity> defunct)
    {
        if (defunct.Count == 0)
            return;
        var changeable = Changeable();
        foreach (var id in defunct)
            changeable.Remove(id);
        LogForgotten(defunct.Count, observers.Count);
    }

    private IEnumerable<(TIdentity Id, TObserver Observer)> Reached(Func<TObserver, bool>? predicate, List<TIdentity> expired)
    {
        var now = GetDateTime();
        shared = true;
        foreach (var (id, entry) in observers)
        {
            if (IsExpired(entry, now))
                expired.Add(id);
            else if (predicate is null || predicate(entry.Observer))
                yield return (id, entry.Observer);
        }
    }

    private Dictionary<TIdentity, Entry> Changeable()
    {
        if (shared)
            observers = new(observers);
        shared = false;
        return observers;
    }

    [LoggerMessage(LogLevel.Debug, "{Id} is subscribed; there are {Count} observers")]
    private partial void LogSubscribed(TIdentity id, int count);

    [LoggerMessage(LogLevel.Debug, "{Id} is no longer subscribed; there are {Count} observers")]
    private partial void LogUnsubscribed(TIdentity id, int count);

    [LoggerMessage(LogLevel.Debug, "{Forgotten} observers were forgotten; there are {Count}")]
    private partial void LogForgotten(int forgotten, int count);

    private sealed record Entry(TObserver Observer, DateTime LastSeen);
}
#pragma warning restore CA1710, CA1711
