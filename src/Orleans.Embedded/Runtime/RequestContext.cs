namespace Orleans.Runtime;

/// <summary>Values that flow from a caller to what it calls, and not back.</summary>
public static class RequestContext
{
    internal const string CallChainReentrancyHeader = "#CCR";

    internal static readonly AsyncLocal<Dictionary<string, object>?> Values = new();

    /// <summary>The id of the call chain that may re-enter, or empty.</summary>
    public static Guid ReentrancyId
    {
        get => Get(CallChainReentrancyHeader) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty)
                Remove(CallChainReentrancyHeader);
            else
                Set(CallChainReentrancyHeader, value);
        }
    }

    /// <summary>The keys that are set.</summary>
    public static IEnumerable<string> Keys => Values.Value?.Keys ?? Enumerable.Empty<string>();

    /// <summary>What is set.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Values.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    /// <summary>Until disposed, lets calls that come back along this call chain into the calling grain.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new(original, original == Guid.Empty ? Guid.NewGuid() : original);
    }

    /// <summary>Until disposed, makes calls that are no part of the chain.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    /// <summary>A value, or null.</summary>
    public static object? Get(string key) => Values.Value?.GetValueOrDefault(key);

    /// <summary>Sets a value for what is called from here on.</summary>
    public static void Set(string key, object value)
    {
        // The dictionary may be shared with other flows: copy, then set.
        var old = Values.Value;
        Values.Value = old is null ? new(1) { [key] = value } : new(old) { [key] = value };
    }

    /// <summary>Removes a value; answers whether it was set.</summary>
    public static bool Remove(string key)
    {
        if (Values.Value is not { } old || !old.ContainsKey(key))
            return false;
        if (old.Count == 1)
        {
            Values.Value = null;
            return true;
        }

        var copy = new Dictionary<string, object>(old);
        copy.Remove(key);
        Values.Value = copy;
        return true;
    }

    /// <summary>Removes everything.</summary>
    public static void Clear()
    {
        if (Values.Value is not null)
            Values.Value = null;
    }

    /// <summary>A part of a method within which the call chain's reentrancy differs.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid original;
        private readonly Guid current;

        /// <summary>Begins the section.</summary>
        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            original = originalReentrancyId;
            current = newReentrancyId;
            if (current != original)
                ReentrancyId = current;
            if (current != Guid.Empty)
                (RuntimeContext.Current as ICallChainReentrantGrainContext)?.OnEnterReentrantSection(current);
        }

        /// <summary>Ends the section.</summary>
        public void Dispose()
        {
            if (current != Guid.Empty)
                (RuntimeContext.Current as ICallChainReentrantGrainContext)?.OnExitReentrantSection(current);
            if (current != original)
                ReentrancyId = original;
        }
    }
}
