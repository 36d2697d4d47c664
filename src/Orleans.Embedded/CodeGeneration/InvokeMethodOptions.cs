namespace Orleans.CodeGeneration;

/// <summary>How a call is delivered.</summary>
[Flags]
[GenerateSerializer]
public enum InvokeMethodOptions
{
    /// <summary>As usual.</summary>
    None = 0,

    /// <summary>Nobody waits for it.</summary>
    OneWay = 1,

    /// <summary>It changes nothing.</summary>
    ReadOnly = 2,

    /// <summary>It interleaves with everything.</summary>
    AlwaysInterleave = 4,

    /// <summary>Its order does not matter.</summary>
    Unordered = 8,
}
