namespace Orleans.Runtime;

/// <summary>Injects an <see cref="IPersistentState{T}"/> into a grain's constructor.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
#pragma warning disable CA1813 // Orleans leaves it open
public class PersistentStateAttribute : Attribute
#pragma warning restore CA1813
{
    /// <summary>Names the state and, unless it is the default one, the storage.</summary>
    public PersistentStateAttribute(string stateName, string? storageName = null)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        StateName = stateName;
        StorageName = storageName;
    }

    /// <summary>The name of the state.</summary>
    public string StateName { get; }

    /// <summary>The name of the storage, or null for the default one.</summary>
    public string? StorageName { get; }
}
